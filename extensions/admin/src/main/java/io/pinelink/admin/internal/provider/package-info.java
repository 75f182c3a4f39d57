/**
 * The operations that the extension contributes to core, and their encoding for the REST transport.
 * Start at {@link io.pinelink.admin.internal.provider.AdminBindings}.
 */
@NullMarked
package io.pinelink.admin.internal.provider;

import org.jspecify.annotations.NullMarked;
