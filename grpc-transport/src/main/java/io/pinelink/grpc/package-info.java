/**
 * The gRPC transport for the vector operations. Start at {@link io.pinelink.grpc.GrpcTransport};
 * {@code GrpcBindings} has a row for each operation. The generated messages are in {@code
 * io.pinelink.grpc.proto}.
 */
@NullMarked
package io.pinelink.grpc;

import org.jspecify.annotations.NullMarked;
