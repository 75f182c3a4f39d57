package io.pinelink.grpc.channel;

import io.grpc.Channel;

/** A channel lent to one call. */
public interface ChannelLease {
  Channel channel();

  /**
   * Returns the channel when the call has ended; only the first invocation has an effect.
   *
   * @param bytes the bytes that the call sent and received; 0 for a failed call, which is not
   *     counted
   */
  void end(long bytes);
}
