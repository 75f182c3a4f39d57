/**
 * The schemas of document indexes, which the control plane creates and the data plane enforces.
 *
 * <p>Start at {@link io.pinelink.server.internal.schema.DocumentSchema}.
 */
@NullMarked
package io.pinelink.server.internal.schema;

import org.jspecify.annotations.NullMarked;
