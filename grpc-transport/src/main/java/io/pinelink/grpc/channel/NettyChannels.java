package io.pinelink.grpc.channel;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.netty.shaded.io.netty.util.concurrent.EventExecutor;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route;
import io.pinelink.spi.ElapsedRealtime;
import io.pinelink.spi.Operation;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.dial.Destination;
import io.pinelink.spi.dial.TlsContextCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Channels over gRPC's own copy of Netty, pooled by authority and dial target. The transport owns
 * its threads and stops them when it closes. Epoll and OpenSSL, which the copy contains, are used
 * where they can be loaded, otherwise the sockets and TLS of the JDK.
 */
public final class NettyChannels implements Channels {
  static {
    NettyProperties.set();
  }

  private static final int LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors());
  private static final long CLOSE_SECONDS = 10;

  private static final long KEEP_ALIVE_TIMEOUT_SECONDS = 20;

  /**
   * How long a connection may make no progress before it is abandoned. It is shorter than the
   * default 15 seconds of the first attempt of a call, so that a waiting call reaches another
   * connection within it, and longer than nearly all responses take.
   */
  static final Duration STALL_BOUND = Duration.ofSeconds(10);

  private final TransportOptions options;
  private final Duration stallBound;
  private final HiddenCredentials credentials = new HiddenCredentials();
  private final RouteBalancerProvider balancers;
  private final Map<Destination, ChannelPool> pools = new HashMap<>();

  /** The last route; {@code usualPool} is its pool. Consecutive calls take the same route. */
  private @Nullable Route usual;

  private @Nullable ChannelPool usualPool;
  private @Nullable Threads threads;
  private final TlsContextCache<SslContext> tlsContexts =
      new TlsContextCache<>(TlsContexts::create);
  private boolean closed;

  public NettyChannels(TransportOptions options) {
    this(options, STALL_BOUND);
  }

  /**
   * Creates channels with another bound on stalled connections.
   *
   * @param stallBound how long a connection may make no progress before it is abandoned
   */
  public NettyChannels(TransportOptions options, Duration stallBound) {
    this.options = options;
    this.stallBound = stallBound;
    this.balancers = new RouteBalancerProvider(options.resolver());
  }

  @Override
  public synchronized @Nullable ChannelLease lease(Route route, Operation<?, ?> operation) {
    if (closed) {
      return null;
    }
    ChannelPool pool = usualPool;
    if (pool == null || !route.equals(usual)) {
      usualPool = null; // creating a pool closes idle ones, maybe this one
      pool = pool(Destination.of(route));
      usual = route;
      usualPool = pool;
    }
    return pool.lease(operation);
  }

  private ChannelPool pool(Destination destination) {
    ChannelPool pool = pools.get(destination);
    if (pool == null) {
      // Otherwise a program that creates and deletes many indexes would keep a channel for each.
      pools.values().removeIf(ChannelPool::closeIfIdle);
      pool =
          new ChannelPool(
              () -> open(destination),
              options.maxConnections(),
              destination.options().lifetime().idle(),
              ElapsedRealtime::nanos);
      pools.put(destination, pool);
    }
    return pool;
  }

  /** Opens a channel. Methods that newer releases of gRPC deprecate are those that 1.60 has. */
  @SuppressWarnings("deprecation")
  private ManagedChannel open(Destination destination) {
    Threads shared = threads();
    RouteResolverProvider resolvers = new RouteResolverProvider(destination);
    ConnectionLifetime life = destination.options().lifetime();
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget(resolvers.target())
            .nameResolverFactory(resolvers)
            .defaultLoadBalancingPolicy(balancers.getPolicyName())
            .eventLoopGroup(shared.loops())
            .channelType(shared.channelType())
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // AddressSetup has a longer one
            .withOption(ChannelOption.ALLOCATOR, ChannelBuffers.ALLOCATOR)
            .withOption(ChannelOption.WRITE_BUFFER_WATER_MARK, ChannelBuffers.WATER_MARK)
            // Callbacks only complete a future; the client runs users' code on other threads.
            .directExecutor()
            .disableRetry()
            .idleTimeout(life.idle().toNanos(), TimeUnit.NANOSECONDS)
            // Only with calls in flight, which is gRPC's default: a silent connection is closed.
            .keepAliveTime(life.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .maxInboundMessageSize(options.maxResponseBytes())
            .userAgent(options.userAgent());
    @Nullable Supplier<SslContext> tls = null;
    if (!destination.plaintext()) {
      TlsOptions options = destination.options().tls();
      tlsContexts.current(options); // reports a mistake to the call, and not to the connection
      tls = () -> tlsContexts.current(options);
    }
    InternalNettyChannelBuilder.setProtocolNegotiatorFactory(
        builder, new ConnectionSetup(tls, options.connectTimeout(), stallBound, credentials));
    return builder.build();
  }

  private Threads threads() {
    if (threads == null) {
      threads = Threads.start();
      balancers.register();
    }
    return threads;
  }

  @Override
  public void forEachHeader(Credential credential, BiConsumer<String, String> header) {
    credentials.forEachHeader(credential, header);
  }

  @Override
  public void forEachHeader(ExtraHeaders headers, BiConsumer<String, String> header) {
    credentials.forEachHeader(headers, header);
  }

  /** Drops the connections; gRPC calls a channel without connections idle. */
  @Override
  public synchronized void refresh() {
    pools.values().forEach(pool -> pool.channels().forEach(ManagedChannel::enterIdle));
  }

  @Override
  public void execute(Runnable task) {
    Threads running;
    synchronized (this) {
      running = threads;
    }
    try {
      if (running != null) {
        running.loops().execute(task);
        return;
      }
    } catch (RejectedExecutionException e) {
      // The threads have just been stopped.
    }
    task.run();
  }

  @Override
  public void close() {
    List<ManagedChannel> open;
    Threads running;
    synchronized (this) {
      closed = true;
      open = pools.values().stream().flatMap(pool -> pool.channels().stream()).toList();
      running = threads;
      pools.clear();
      usualPool = null;
      threads = null;
    }
    open.forEach(ManagedChannel::shutdownNow);
    if (running != null) {
      running.stop(open);
      balancers.deregister();
    }
  }

  /** The event loops of a transport. */
  private record Threads(EventLoopGroup loops, Class<? extends Channel> channelType) {

    static Threads start() {
      boolean epoll = Epoll.isAvailable();
      return new Threads(
          loops(epoll, new DefaultThreadFactory("pinelink-grpc", true)),
          epoll ? EpollSocketChannel.class : NioSocketChannel.class);
    }

    /** Creates the event loops, by classes that Netty 4.1, in older releases of gRPC, has too. */
    @SuppressWarnings("deprecation")
    private static EventLoopGroup loops(boolean epoll, ThreadFactory threads) {
      // Not one expression: newer compilers would name the common superclass, which 4.1 lacks.
      if (epoll) {
        return new EpollEventLoopGroup(LOOPS, threads);
      }
      return new NioEventLoopGroup(LOOPS, threads);
    }

    void stop(List<ManagedChannel> channels) {
      if (isOwnThread()) {
        // A callback closes the client, and cannot wait for its own thread.
        var unused = loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        return;
      }
      try {
        for (ManagedChannel channel : channels) {
          channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
        var unused = loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).await();
      } catch (InterruptedException e) {
        var unused = loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        Thread.currentThread().interrupt();
      }
    }

    private boolean isOwnThread() {
      for (EventExecutor loop : loops) {
        if (loop.inEventLoop()) {
          return true;
        }
      }
      return false;
    }
  }
}
