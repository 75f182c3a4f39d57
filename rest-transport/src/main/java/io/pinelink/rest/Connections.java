package io.pinelink.rest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.pinelink.routing.HttpProxy;
import io.pinelink.routing.Route;
import io.pinelink.routing.TlsOptions;
import io.pinelink.spi.Destination;
import io.pinelink.spi.HttpVersion;
import io.pinelink.spi.TransportOptions;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.Http2AllocationStrategy;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * All that a transport has open: threads, and one pool of connections for each {@link Destination}.
 * Nothing of it is shared with another transport or with the network library's global resources.
 */
final class Connections {
  static final String THREAD_PREFIX = "pinelink-rest";

  private static final Duration LONGEST_EVICTION_PAUSE = Duration.ofSeconds(5);
  private static final int MAX_CONNECTIONS = 64;
  private static final int UNBOUNDED = -1;

  /**
   * What a server may send on one HTTP/2 stream before it has to wait for the client; most large
   * results are less. Netty makes a connection's window twice that.
   */
  private static final int STREAM_WINDOW = 8 * 1_024 * 1_024;

  private static final AttributeKey<Boolean> REPORTED =
      AttributeKey.valueOf(Connections.class, "reported");
  private static final int LOOKUP_THREADS = 8;
  private static final System.Logger LOG = System.getLogger(Connections.class.getName());
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final TransportOptions options;
  private final EventLoopGroup loops;
  private final EventLoop timer;
  private final ThreadPoolExecutor lookupThreads;
  private final Map<Destination, Pool> pools = new HashMap<>();
  private final Map<TlsOptions, SslContext> sslContexts = new HashMap<>();

  Connections(TransportOptions options) {
    this.options = options;
    // The library's own LoopResources would do, but closing them starts a thread that stays.
    this.loops =
        new MultiThreadIoEventLoopGroup(
            LoopResources.DEFAULT_IO_WORKER_COUNT,
            new DefaultThreadFactory(THREAD_PREFIX, true),
            NioIoHandler.newFactory());
    this.timer = loops.next();
    this.lookupThreads =
        new ThreadPoolExecutor(
            LOOKUP_THREADS,
            LOOKUP_THREADS,
            LONGEST_EVICTION_PAUSE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Connections::lookupThread);
    lookupThreads.allowCoreThreadTimeOut(true);
  }

  private static Thread lookupThread(Runnable work) {
    Thread thread = new Thread(work, THREAD_PREFIX + "-dns");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs it on a network thread. */
  void execute(Runnable task) {
    timer.execute(task);
  }

  /** The client that talks to the route's destination. */
  synchronized HttpClient to(Route route) {
    return pools.computeIfAbsent(Destination.of(route), this::open).client();
  }

  /** Lets connections go as soon as their calls have ended. */
  synchronized void refresh() {
    pools.values().forEach(pool -> pool.freshness().refresh());
  }

  private Pool open(Destination destination) {
    Scheduler evictions = Schedulers.fromExecutorService(timer);
    Freshness freshness =
        new Freshness(destination, options.dialler(), lookupThreads, System::nanoTime);
    boolean http2 = !destination.plaintext() && options.httpVersion() == HttpVersion.HTTP_2;
    ConnectionProvider.Builder pool =
        ConnectionProvider.builder(THREAD_PREFIX)
            .maxConnections(MAX_CONNECTIONS)
            // A call waits for a connection as long as its deadline allows.
            .pendingAcquireMaxCount(UNBOUNDED)
            .pendingAcquireTimeout(Duration.ZERO)
            .lifo()
            .evictionPredicate(freshness::isOver)
            .evictInBackground(evictionPause(destination), evictions);
    if (http2) {
      pool.allocationStrategy(
          Http2AllocationStrategy.builder()
              .maxConnections(MAX_CONNECTIONS)
              // Calls that come while a connection is being made wait for it.
              .strictConnectionReuse(true)
              .build());
    }
    ConnectionProvider provider = pool.build();
    DialResolverGroup resolver =
        new DialResolverGroup(destination, options.dialler(), freshness, lookupThreads);
    HttpClient client =
        HttpClient.create(provider)
            .runOn(loops)
            .resolver(resolver)
            .baseUrl(baseUrl(destination))
            .followRedirect(false)
            // Whether to try again is decided in one place, and not here.
            .disableRetry(true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis())
            .doOnChannelInit(
                (observer, channel, remote) -> {
                  freshness.making(channel);
                  channel.pipeline().addFirst(new SocketWatch());
                })
            .headers(
                headers ->
                    headers
                        .set(HttpHeaderNames.HOST, destination.authority())
                        .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON)
                        .set(HttpHeaderNames.USER_AGENT, options.userAgent())
                        .set("X-Pinecone-Api-Version", options.apiVersion()));
    HttpProxy proxy = destination.options().proxy();
    if (proxy != null) {
      client =
          client.doOnChannelInit(
              (observer, channel, remote) -> channel.pipeline().addFirst(new ProxyDial(proxy)));
    }
    if (!destination.plaintext()) {
      SslContext context = sslContext(destination.options().tls());
      client = client.secure(spec -> spec.sslContext(context));
    }
    if (http2) {
      client =
          client
              .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
              .http2Settings(settings -> settings.initialWindowSize(STREAM_WINDOW));
    }
    client = client.doOnConnected(connection -> report(destination, connection.channel()));
    return new Pool(client, provider, resolver, freshness);
  }

  /** The library says so each time that a connection is taken; it is new only once. */
  private void report(Destination destination, Channel channel) {
    Channel connection = Departure.connectionOf(channel);
    if (connection.attr(REPORTED).setIfAbsent(Boolean.TRUE) == null) {
      options.dialler().connected(destination, connection.remoteAddress());
    }
  }

  /** Often enough that no connection outlives its idle time by much. */
  private static Duration evictionPause(Destination destination) {
    Duration idle = destination.options().life().idle();
    return idle.compareTo(LONGEST_EVICTION_PAUSE) < 0 ? idle : LONGEST_EVICTION_PAUSE;
  }

  /** Scheme, logical host and port, which name resolution and TLS start from. */
  private static String baseUrl(Destination destination) {
    String scheme = destination.plaintext() ? "http" : "https";
    return scheme + "://" + destination.host() + ":" + destination.port();
  }

  private int connectTimeoutMillis() {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, options.connectTimeout().toMillis()));
  }

  private SslContext sslContext(TlsOptions tls) {
    return sslContexts.computeIfAbsent(tls, this::newSslContext);
  }

  private SslContext newSslContext(TlsOptions tls) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .trustManager(tls.trustManager())
            .endpointIdentificationAlgorithm("HTTPS")
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    protocols()));
    tls.keyManager().ifPresent(key -> builder.keyManager(key));
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to offer the server, the preferred first. */
  private List<String> protocols() {
    return options.httpVersion() == HttpVersion.HTTP_2
        ? List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
        : List.of(ApplicationProtocolNames.HTTP_1_1);
  }

  /** Closes all and waits until the threads are gone, unless this is one of them. */
  void close() {
    lookupThreads.shutdownNow();
    List<Mono<Void>> closing = new ArrayList<>();
    synchronized (this) {
      for (Pool pool : pools.values()) {
        closing.add(pool.provider().disposeLater());
        pool.resolver().close();
      }
      pools.clear();
    }
    CompletableFuture<@Nullable Void> closed =
        Mono.whenDelayError(closing)
            .onErrorComplete()
            .toFuture()
            .whenComplete((nothing, failure) -> shutdown());
    if (isOwnThread()) {
      return;
    }
    long millis = CLOSE_TIMEOUT.toMillis();
    try {
      closed.get(millis, TimeUnit.MILLISECONDS);
      // A lookup that the system has begun cannot be stopped; its thread is a daemon.
      boolean ended =
          loops.awaitTermination(millis, TimeUnit.MILLISECONDS)
              && lookupThreads.awaitTermination(millis, TimeUnit.MILLISECONDS);
      if (!ended) {
        LOG.log(Level.WARNING, "threads of the REST transport have not ended in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "connections of the REST transport have not closed in time", e);
    }
  }

  private void shutdown() {
    var unused = loops.shutdownGracefully(0, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isOwnThread() {
    for (EventExecutor loop : loops) {
      if (loop.inEventLoop()) {
        return true;
      }
    }
    return false;
  }

  /** The connections to one destination. */
  private record Pool(
      HttpClient client,
      ConnectionProvider provider,
      DialResolverGroup resolver,
      Freshness freshness) {}
}
