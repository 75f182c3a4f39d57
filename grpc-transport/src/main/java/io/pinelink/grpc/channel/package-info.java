/**
 * gRPC channels: their pool, the setup of their connections, and the guards against servers that
 * stall or flood them. Start at {@code NettyChannels}.
 */
@NullMarked
package io.pinelink.grpc.channel;

import org.jspecify.annotations.NullMarked;
