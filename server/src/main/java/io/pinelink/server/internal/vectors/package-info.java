/**
 * The operations on vectors and namespaces, over gRPC and REST.
 *
 * <p>Start at {@link io.pinelink.server.internal.vectors.DataService}; the decoders and encoders of
 * both protocols call it.
 */
@NullMarked
package io.pinelink.server.internal.vectors;

import org.jspecify.annotations.NullMarked;
