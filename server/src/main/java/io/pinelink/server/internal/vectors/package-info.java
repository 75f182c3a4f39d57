/**
 * The operations on vectors, namespaces and aliases, over gRPC and REST.
 *
 * <p>Start at {@link io.pinelink.server.internal.vectors.VectorOperations}. Each operation on
 * vectors has a file of its own, with its decoding, its execution and its responses; the operations
 * on namespaces and on aliases share a file each.
 */
@NullMarked
package io.pinelink.server.internal.vectors;

import org.jspecify.annotations.NullMarked;
