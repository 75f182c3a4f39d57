/**
 * The operations on vectors and namespaces, over gRPC and REST.
 *
 * <p>Start at {@link io.pinelink.server.internal.vectors.DataService}; decoders and encoders of
 * both protocols stand around it.
 */
@NullMarked
package io.pinelink.server.internal.vectors;

import org.jspecify.annotations.NullMarked;
