package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.group.DefaultChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A server for HTTP/2 and HTTP/1.1, over TLS, in plaintext, or both. It converts every request to a
 * {@link ServerCall}.
 *
 * <p>One thread does the I/O of all ports; a few {@link Workers} execute the requests.
 */
public final class HttpServer implements AutoCloseable {
  private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final long CLOSE_SECONDS = 10;

  private final RequestHandler service;
  private final OwnInterface ownInterface;
  private final RequestLog log;
  private final FaultScript faults;
  private final Supplier<ChannelHandler> streamingCalls;
  private final ConnectionTimeouts.Limits limits;
  private final EventLoop loop = SingleEventLoop.create(threads("io"));
  private final Workers workers = new Workers(WORKERS, HttpServer::threads);
  private final ChannelGroup channels = new DefaultChannelGroup(loop, true);

  /**
   * Creates a server without open ports.
   *
   * @param service answers the calls of the service
   * @param ownInterface answers the calls about the server itself
   * @param streamingCalls creates the handler that intercepts calls in streams of a data plane that
   *     are answered before they have arrived completely
   */
  public HttpServer(
      RequestHandler service,
      OwnInterface ownInterface,
      RequestLog log,
      FaultScript faults,
      Supplier<ChannelHandler> streamingCalls,
      ConnectionTimeouts.Limits limits) {
    this.service = service;
    this.ownInterface = ownInterface;
    this.log = log;
    this.faults = faults;
    this.streamingCalls = streamingCalls;
    this.limits = limits;
  }

  /**
   * Opens another port.
   *
   * @param virtualHosts the virtual hosts of the port
   * @param address the listening address; port 0 selects a free port
   * @throws UncheckedIOException if the address is in use or does not belong to this machine
   */
  public OpenPort listen(VirtualHosts virtualHosts, InetSocketAddress address) {
    ChannelGroup own = new DefaultChannelGroup(loop, true);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ConnectionInitializer(
                    virtualHosts,
                    channel -> {
                      own.add(channel);
                      channels.add(channel);
                      if (channels.size() == AcceptFailures.MANY) {
                        AcceptFailures.prepareLog();
                      }
                    },
                    (reachable, encrypted) ->
                        new RequestDispatcher(
                            reachable, encrypted, service, ownInterface, log, faults, workers),
                    faults,
                    streamingCalls,
                    limits))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new UncheckedIOException(
          new IOException(
              "Cannot listen on port " + address.getPort() + " of " + address.getHostString(),
              bound.cause()));
    }
    Channel channel = bound.channel();
    channel.pipeline().addLast(new AcceptFailures(channels::size));
    own.add(channel);
    channels.add(channel);
    return new OpenPort(channel, own);
  }

  /** Drops all connections and waits until the threads have stopped. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    workers.stop();
    Future<?> ended = loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    ended.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    try {
      workers.await(CLOSE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory threads(String role) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "embedded-pinecone-" + role + "-" + count.incrementAndGet());
      // A server that was not closed must not keep the JVM alive.
      thread.setDaemon(true);
      return thread;
    };
  }
}
