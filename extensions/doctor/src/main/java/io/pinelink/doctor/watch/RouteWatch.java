package io.pinelink.doctor.watch;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Doctor;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.IndexHosts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Checks the routes to indexes again and again, as {@link Doctor} does, and reports what changes.
 *
 * <pre>{@code
 * try (RouteWatch watch = RouteWatch.builder(Doctor.of(client)::check).listener(listener).start()) {
 *   watch.add(IndexHosts.given("docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io"));
 *   …
 * }
 * }</pre>
 *
 * <p>The first check of a host starts at once, and each further one an interval after the start of
 * the previous one, with jitter. A host is never checked twice at the same time, and the number of
 * checks at the same time is bounded, so that the checks of many hosts may start later. The watch
 * keeps the last check of each host only.
 *
 * <p>Thread-safe. The threads are daemons.
 */
public final class RouteWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RouteWatch.class.getName());

  /** The maximum number of hosts of one watch. */
  public static final int MAX_HOSTS = 1_000;

  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
  private static final Duration MAX_INTERVAL = Duration.ofDays(1);
  private static final Duration MAX_CERTIFICATE_WARNING = Duration.ofDays(3_650);
  private static final int MAX_RUNS_IN_A_ROW = 1_000;
  private static final int MAX_CONCURRENCY = 64;
  private static final long CLOSE_SECONDS = 30;

  /** The least pause between two checks of a host, as a part of the interval. */
  private static final int LEAST_PAUSE = 10;

  private final Builder settings;
  private final Time time;
  private final ThreadPoolExecutor threads;
  private final Map<String, Watched> hosts = new LinkedHashMap<>();

  /** The ends of the last checks of removed hosts, while these run. */
  private final Map<String, CompletableFuture<Void>> removing = new HashMap<>();

  private volatile boolean closed;

  /**
   * The time of a watch, for tests.
   *
   * @param random numbers from 0 to 1
   */
  record Time(
      Scheduler scheduler, LongSupplier nanoTime, InstantSource clock, DoubleSupplier random) {
    static Time system() {
      return new Time(
          Scheduler.system(),
          System::nanoTime,
          InstantSource.system(),
          () -> ThreadLocalRandom.current().nextDouble());
    }
  }

  /** A host, its state, the timer of its next check, and that check. */
  private static final class Watched {
    private final IndexHosts hosts;
    private final HostState state;
    private CompletableFuture<Void> timer = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> check;
    private volatile boolean removed;

    /**
     * @param before the end of the last check of the same host before it was removed
     */
    Watched(IndexHosts hosts, HostState state, CompletableFuture<Void> before) {
      this.hosts = hosts;
      this.state = state;
      this.check = before;
    }
  }

  private RouteWatch(Builder settings, Time time) {
    this.settings = settings;
    this.time = time;
    this.threads =
        new ThreadPoolExecutor(
            settings.concurrency,
            settings.concurrency,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "pinelink-watch");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns a builder.
   *
   * @param doctor makes the checks: {@code Doctor.of(client)::check} of a client, which the watch
   *     does not close. It is called on several threads at once, and interrupted when the watch is
   *     closed
   */
  public static Builder builder(Function<IndexHosts, Diagnosis> doctor) {
    return new Builder(Objects.requireNonNull(doctor, "doctor is null"));
  }

  /**
   * Watches a host from now on. Does nothing if the host is watched already, written in this or
   * another way, such as with {@code https://}.
   *
   * @return the host, in the form in which it is watched
   * @throws IllegalStateException if {@value #MAX_HOSTS} hosts are watched, or the watch is closed
   */
  public String add(IndexHosts host) {
    Objects.requireNonNull(host, "host is null");
    String name = canonical(host.host());
    synchronized (hosts) {
      if (closed) {
        throw new IllegalStateException("the watch is closed");
      }
      if (hosts.containsKey(name)) {
        return name;
      }
      if (hosts.size() == MAX_HOSTS) {
        throw new IllegalStateException("hosts are " + MAX_HOSTS + " already, the maximum");
      }
      CompletableFuture<Void> before =
          removing.getOrDefault(name, CompletableFuture.completedFuture(null));
      Watched added =
          new Watched(
              new IndexHosts(name, host.privateHost(), host.source()),
              new HostState(name, settings.rise, settings.fall, settings.certificateWarning),
              before);
      hosts.put(name, added);
      Object unused = before.thenRun(() -> schedule(added, Duration.ZERO));
    }
    return name;
  }

  /** Returns the one text for a host; a text that is no host as it is, which a check reports. */
  private static String canonical(String host) {
    try {
      return IndexHost.parse(host).text();
    } catch (IllegalArgumentException e) {
      return host;
    }
  }

  /**
   * Watches a host no longer. The result of a check that is running is dropped. Does nothing if the
   * host is not watched.
   *
   * @param host the host, written in any way
   */
  public void remove(String host) {
    String name = canonical(Objects.requireNonNull(host, "host is null"));
    CompletableFuture<Void> end = new CompletableFuture<>();
    CompletableFuture<Void> last;
    synchronized (hosts) {
      Watched removed = hosts.remove(name);
      if (removed == null) {
        return;
      }
      removed.removed = true;
      removed.timer.cancel(false);
      last = removed.check;
      removing.put(name, end);
    }
    Object unused =
        last.whenComplete(
            (done, failure) -> {
              notifyListeners(listener -> listener.removed(name));
              synchronized (hosts) {
                removing.remove(name, end);
              }
              end.complete(null);
            });
  }

  /** Returns the state of each host, in the order in which they were added. */
  public List<WatchedHost> hosts() {
    synchronized (hosts) {
      return hosts.values().stream().map(host -> host.state.snapshot()).toList();
    }
  }

  private void schedule(Watched host, Duration delay) {
    synchronized (hosts) {
      if (!isEnded(host)) {
        CompletableFuture<Void> timer = time.scheduler().after(delay);
        host.timer = timer;
        host.check = timer.thenRunAsync(() -> run(host), threads);
      }
    }
  }

  /** Returns whether the results of a host no longer matter. */
  private boolean isEnded(Watched host) {
    return closed || host.removed;
  }

  private void run(Watched host) {
    if (isEnded(host)) {
      return;
    }
    long begin = time.nanoTime().getAsLong();
    try {
      Optional<RouteChange> change = check(host);
      if (!isEnded(host)) {
        change.ifPresent(seen -> notifyListeners(listener -> listener.changed(seen)));
        notifyListeners(listener -> listener.checked(host.state.snapshot()));
      }
    } finally {
      schedule(host, pause(Duration.ofNanos(time.nanoTime().getAsLong() - begin)));
    }
  }

  private Optional<RouteChange> check(Watched host) {
    Instant at = time.clock().instant();
    try {
      Diagnosis diagnosis = settings.doctor.apply(host.hosts);
      // What a check found while it was interrupted is not a fact about the route.
      return isEnded(host) ? Optional.empty() : host.state.add(diagnosis);
    } catch (RuntimeException | Error e) {
      return isEnded(host) ? Optional.empty() : host.state.add(at, e);
    }
  }

  /** Returns the time from the end of a check to the start of the next one. */
  private Duration pause(Duration took) {
    double factor = 1 + settings.jitter * (2 * time.random().getAsDouble() - 1);
    Duration interval = Duration.ofNanos((long) (settings.interval.toNanos() * factor));
    Duration left = interval.minus(took);
    Duration least = settings.interval.dividedBy(LEAST_PAUSE);
    return left.compareTo(least) < 0 ? least : left;
  }

  private void notifyListeners(Consumer<WatchListener> event) {
    for (WatchListener listener : settings.listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.WARNING, "a watch listener failed", e);
      }
    }
  }

  /**
   * Interrupts the running checks, whose results are dropped, and waits until they have ended, at
   * most 30 seconds. A listener must not call it.
   */
  @Override
  public void close() {
    synchronized (hosts) {
      closed = true;
      for (Watched host : hosts.values()) {
        host.timer.cancel(false);
        host.check.cancel(false);
      }
    }
    threads.shutdownNow();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A builder of a watch. Not thread-safe. */
  public static final class Builder {
    private final Function<IndexHosts, Diagnosis> doctor;
    private final List<WatchListener> listeners = new ArrayList<>();
    private Duration interval = Duration.ofMinutes(1);
    private double jitter = 0.1;
    private int rise = 2;
    private int fall = 3;
    private int concurrency = 4;
    private Duration certificateWarning = Duration.ofDays(14);

    private Builder(Function<IndexHosts, Diagnosis> doctor) {
      this.doctor = doctor;
    }

    private Builder(Builder other) {
      this.doctor = other.doctor;
      this.listeners.addAll(other.listeners);
      this.interval = other.interval;
      this.jitter = other.jitter;
      this.rise = other.rise;
      this.fall = other.fall;
      this.concurrency = other.concurrency;
      this.certificateWarning = other.certificateWarning;
    }

    /** Sets the time between the starts of two checks of a host, 1 s to 1 day. Default: 1 min. */
    public Builder interval(Duration interval) {
      Objects.requireNonNull(interval, "interval is null");
      if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
        throw new IllegalArgumentException(
            "interval is %s, expected %s to %s"
                .formatted(
                    DurationText.of(interval),
                    DurationText.of(MIN_INTERVAL),
                    DurationText.of(MAX_INTERVAL)));
      }
      this.interval = interval;
      return this;
    }

    /**
     * Sets the part of the interval by which it varies at random in both directions, 0 to 1, so
     * that many watches do not check at the same time. Default: 0.1.
     */
    public Builder jitter(double jitter) {
      if (!(jitter >= 0 && jitter <= 1)) {
        throw new IllegalArgumentException("jitter is " + jitter + ", expected 0 to 1");
      }
      this.jitter = jitter;
      return this;
    }

    /**
     * Sets the number of checks in a row that must find an improvement before it is reported, 1 to
     * 1,000. Default: 2.
     */
    public Builder rise(int checks) {
      this.rise = Check.range("rise", checks, 1, MAX_RUNS_IN_A_ROW);
      return this;
    }

    /**
     * Sets the number of checks in a row that must find a deterioration before it is reported, 1 to
     * 1,000. Default: 3.
     */
    public Builder fall(int checks) {
      this.fall = Check.range("fall", checks, 1, MAX_RUNS_IN_A_ROW);
      return this;
    }

    /** Sets the maximum number of checks at the same time, 1 to 64. Default: 4. */
    public Builder concurrency(int checks) {
      this.concurrency = Check.range("concurrency", checks, 1, MAX_CONCURRENCY);
      return this;
    }

    /**
     * Sets the remaining time below which a certificate counts as one that expires soon, 0 to 3,650
     * days. Default: 14 days.
     */
    public Builder certificateWarning(Duration remaining) {
      Objects.requireNonNull(remaining, "remaining is null");
      if (remaining.isNegative() || remaining.compareTo(MAX_CERTIFICATE_WARNING) > 0) {
        throw new IllegalArgumentException(
            "certificateWarning is %s, expected 0 to %s days"
                .formatted(DurationText.of(remaining), MAX_CERTIFICATE_WARNING.toDays()));
      }
      this.certificateWarning = remaining;
      return this;
    }

    /** Adds a listener. */
    public Builder listener(WatchListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener is null"));
      return this;
    }

    /** Starts the watch, without hosts. */
    public RouteWatch start() {
      return start(Time.system());
    }

    RouteWatch start(Time time) {
      return new RouteWatch(new Builder(this), time);
    }
  }
}
