package io.pinelink.grpc;

import io.grpc.Channel;
import io.pinelink.grpc.channel.ChannelLease;

/** A channel that is leased without counting calls. */
record WholeChannel(Channel channel) implements ChannelLease {
  @Override
  public void end(long bytes) {}
}
