package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroupFuture;
import java.net.InetSocketAddress;

/** A listening port and its connections. */
public final class OpenPort {
  private final InetSocketAddress address;
  private final ChannelGroup channels;

  /**
   * @param channels the listening channel and the connections that it accepted
   */
  OpenPort(Channel listening, ChannelGroup channels) {
    this.address = (InetSocketAddress) listening.localAddress();
    this.channels = channels;
  }

  public InetSocketAddress address() {
    return address;
  }

  /** Stops listening and closes the connections, without waiting until they are closed. */
  public void close() {
    ChannelGroupFuture unused = channels.close();
  }
}
