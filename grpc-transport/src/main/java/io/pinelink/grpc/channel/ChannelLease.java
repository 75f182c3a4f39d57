package io.pinelink.grpc.channel;

import io.grpc.Channel;

/** A channel for one call, which says when it is over. */
public interface ChannelLease {
  Channel channel();

  /**
   * Tells that the call is over; the first time counts.
   *
   * @param bytes what it moved both ways; 0 where it failed, which teaches nothing
   */
  void end(long bytes);
}
