/**
 * The framing of gRPC, and the standard services: health checking and server reflection.
 *
 * <p>Start at {@link io.pinelink.server.internal.grpc.StandardServices}.
 */
@NullMarked
package io.pinelink.server.internal.grpc;

import org.jspecify.annotations.NullMarked;
