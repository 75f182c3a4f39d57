package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.SingleThreadIoEventLoop;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ThreadFactory;

/** The factory of an event loop that does not belong to a group. */
final class SingleEventLoop {
  private SingleEventLoop() {}

  /**
   * Creates a loop. A group of loops would terminate on Netty's global executor, whose thread
   * lingers for a second; there is no way around it with Netty 4.1, in older releases of gRPC.
   */
  @SuppressWarnings("deprecation")
  static EventLoop create(ThreadFactory threads) {
    try {
      return OfNetty42.create(threads);
    } catch (NoClassDefFoundError e) {
      // Not of its own type, whose method returns a class that Netty 4.1 does not have.
      EventLoopGroup group = new NioEventLoopGroup(1, threads);
      return group.next();
    }
  }

  /** The classes that Netty 4.1 does not have. */
  private static final class OfNetty42 {
    static EventLoop create(ThreadFactory threads) {
      return new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
    }
  }
}
