/**
 * The standard services of gRPC that each data plane also serves: health checking and server
 * reflection.
 *
 * <p>Start at {@link io.pinelink.local.grpc.StandardServices}.
 */
@NullMarked
package io.pinelink.local.grpc;

import org.jspecify.annotations.NullMarked;
