/**
 * The framing of gRPC, and calls that are answered message by message.
 *
 * <p>Start at {@link io.pinelink.server.internal.grpc.GrpcFraming}.
 */
@NullMarked
package io.pinelink.server.internal.grpc;

import org.jspecify.annotations.NullMarked;
