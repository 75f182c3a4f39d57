package io.pinelink.grpc;

import io.grpc.Channel;
import io.pinelink.grpc.channel.Lease;

/** A channel that is leased out without a count. */
record WholeChannel(Channel channel) implements Lease {
  @Override
  public void end(long bytes) {}
}
