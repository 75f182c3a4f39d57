/**
 * The operations on vectors, namespaces and aliases, over gRPC and REST.
 *
 * <p>Start at {@link io.pinelink.server.internal.vectors.VectorOperations}: it names the type of
 * request of each operation, whose file has all of the operation.
 */
@NullMarked
package io.pinelink.server.internal.vectors;

import org.jspecify.annotations.NullMarked;
