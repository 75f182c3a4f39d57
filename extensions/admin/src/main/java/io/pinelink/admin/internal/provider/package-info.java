/**
 * What the extension contributes to core and to the REST transport: its operations, and their
 * encoding. Start at {@link io.pinelink.admin.internal.provider.AdminBindings}.
 */
@NullMarked
package io.pinelink.admin.internal.provider;

import org.jspecify.annotations.NullMarked;
