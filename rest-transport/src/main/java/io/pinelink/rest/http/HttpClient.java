package io.pinelink.rest.http;

import io.pinelink.network.HttpVersion;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.spi.ElapsedRealtime;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.dial.Destination;
import io.pinelink.spi.dial.TlsContextCache;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a transport: threads, and one pool of connections for each {@link Destination}.
 * None of them is shared with another transport.
 *
 * <p>Thread-safe.
 */
public final class HttpClient implements ConnectionPool.Connector {
  public static final String THREAD_PREFIX = "pinelink-rest";

  /** How long an HTTP/2 connection may make no progress, as in the gRPC transport. */
  public static final Duration STALL_BOUND = Duration.ofSeconds(10);

  static final String H2 = "h2";

  private static final String HTTP_1_1 = "http/1.1";
  private static final Duration MAX_EVICTION_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final System.Logger LOG = System.getLogger(HttpClient.class.getName());

  private final TransportOptions options;
  private final Duration stallBound;
  private final ChunkPool chunks = new ChunkPool();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final DefaultConnectingIOReactor reactor;
  private final ScheduledThreadPoolExecutor timer;
  private final Map<Destination, ConnectionPool> pools = new HashMap<>();

  /** The pause between two sweeps; null before the first destination. */
  private @Nullable Duration sweepPause;

  private boolean checksProgress;

  private final TlsContextCache<SSLContext> tlsContexts =
      new TlsContextCache<>(TlsOptions::sslContext);

  /**
   * Creates a client without connections.
   *
   * @param stallBound how long an HTTP/2 connection may make no progress before it is abandoned
   */
  public HttpClient(TransportOptions options, Duration stallBound) {
    this.options = options;
    this.stallBound = stallBound;
    this.reactor =
        new DefaultConnectingIOReactor(
            (session, attachment) -> ((ConnectAttempt.Way) attachment).handler(session),
            IOReactorConfig.custom().setTcpNoDelay(true).build(),
            work -> thread(work, "-io"),
            null,
            failure ->
                LOG.log(Level.WARNING, "an I/O thread of the REST transport failed", failure),
            null,
            null);
    this.timer = new ScheduledThreadPoolExecutor(1, work -> thread(work, "-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(MAX_EVICTION_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    reactor.start();
  }

  private Thread thread(Runnable work, String suffix) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } finally {
                threads.remove(Thread.currentThread());
              }
            },
            THREAD_PREFIX + suffix);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  public TransportOptions options() {
    return options;
  }

  DefaultConnectingIOReactor reactor() {
    return reactor;
  }

  public ChunkPool chunks() {
    return chunks;
  }

  /** Runs a task on one of the transport's threads that never blocks for long. */
  public void execute(Runnable task) {
    try {
      timer.execute(task);
    } catch (RuntimeException | Error e) {
      task.run(); // the transport is closing, or out of threads
    }
  }

  /** Runs a task after a delay; null if the transport is closing. */
  @Nullable Future<?> schedule(Runnable task, Duration delay) {
    try {
      return timer.schedule(task, Math.max(1, delay.toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  /** Returns the pool of a destination. */
  public synchronized ConnectionPool pool(Destination destination) {
    return pools.computeIfAbsent(destination, this::open);
  }

  private ConnectionPool open(Destination destination) {
    EvictionPolicy eviction =
        new EvictionPolicy(destination, options.resolver(), ElapsedRealtime::nanos);
    boolean http2 = !destination.plaintext() && options.httpVersion() == HttpVersion.HTTP_2;
    Duration pause = evictionPause(destination);
    if (sweepPause == null || pause.compareTo(sweepPause) < 0) {
      repeat(this::sweep, pause);
      sweepPause = pause; // a longer one that is repeated already does no harm
    }
    if (http2 && !checksProgress) {
      repeat(() -> forEachPool(ConnectionPool::checkProgress), Http2StallGuard.pause(stallBound));
      checksProgress = true;
    }
    return new ConnectionPool(destination, eviction, this, http2);
  }

  /** Closes idle connections and drops unused buffers; one timer does so for all destinations. */
  private void sweep() {
    chunks.trim();
    forEachPool(ConnectionPool::evict);
  }

  /** Checks the pools of all destinations, even if one fails. */
  private void forEachPool(Consumer<ConnectionPool> check) {
    allPools().forEach(pool -> guarded(() -> check.accept(pool)));
  }

  /** Repeats a task, even after it has failed. */
  private void repeat(Runnable task, Duration pause) {
    long nanos = pause.toNanos();
    var unused =
        timer.scheduleWithFixedDelay(() -> guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "a check of the connections of the REST transport failed", e);
    }
  }

  /** Returns a pause so short that no connection outlives its idle time by much. */
  private static Duration evictionPause(Destination destination) {
    Duration idle = destination.options().lifetime().idle();
    return idle.compareTo(MAX_EVICTION_PAUSE) < 0 ? idle : MAX_EVICTION_PAUSE;
  }

  @Override
  public Duration stallBound() {
    return stallBound;
  }

  @Override
  public ConnectAttempt attempt(ConnectionPool pool, int generation) {
    return new ConnectAttempt(this, pool, generation);
  }

  /** Returns the TLS context of the next connection. */
  SSLContext sslContext(TlsOptions tls) {
    return tlsContexts.current(tls);
  }

  /** Returns the protocols to offer to the server, the preferred one first. */
  String[] protocols() {
    return options.httpVersion() == HttpVersion.HTTP_2
        ? new String[] {H2, HTTP_1_1}
        : new String[] {HTTP_1_1};
  }

  /** Closes connections as soon as their calls have ended. */
  public void refresh() {
    allPools().forEach(ConnectionPool::refresh);
  }

  private synchronized List<ConnectionPool> allPools() {
    return new ArrayList<>(pools.values());
  }

  /** Closes everything and waits until the threads have stopped, unless this is one of them. */
  public void close() {
    timer.shutdownNow();
    allPools().forEach(ConnectionPool::close);
    reactor.initiateShutdown();
    if (threads.contains(Thread.currentThread())) {
      return;
    }
    try {
      reactor.awaitShutdown(TimeValue.ofMilliseconds(CLOSE_TIMEOUT.toMillis()));
      reactor.close(CloseMode.IMMEDIATE);
      awaitThreads();
    } catch (InterruptedException e) {
      reactor.close(CloseMode.IMMEDIATE);
      Thread.currentThread().interrupt();
    }
  }

  private void awaitThreads() throws InterruptedException {
    long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      if (thread.isAlive()) {
        LOG.log(Level.WARNING, "a thread of the REST transport has not ended in time: " + thread);
      }
    }
  }
}
