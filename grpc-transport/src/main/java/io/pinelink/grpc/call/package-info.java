/**
 * One call over gRPC: its headers, its exchange, and the mapping of its status. Start at {@link
 * io.pinelink.grpc.call.GrpcExchange}.
 */
@NullMarked
package io.pinelink.grpc.call;

import org.jspecify.annotations.NullMarked;
