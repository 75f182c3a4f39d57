package io.pinelink.spi.dial;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.failure.ConnectPhaseTimeoutException;
import io.pinelink.network.DnsResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Lookups of host names that may hang. Each name has its own lookups, which do not wait for lookups
 * of other names. Callers that ask for a name share the lookup that is running, and no caller waits
 * longer than the timeout, which the JVM's own lookups do not have.
 *
 * <p>A lookup cannot be stopped. One that hangs keeps its thread, and a second one may be started
 * for its name; while both hang, further requests for the name fail at once.
 *
 * <p>Thread-safe.
 */
final class HostLookups {
  /** The minimum time between two fresh lookups of a name. */
  static final Duration FRESH_PAUSE = Duration.ofSeconds(1);

  /** The maximum number of names whose last fresh lookup is known. */
  private static final int MAX_NAMES = 1_000;

  /** The maximum number of threads that look up one name. */
  static final int MAX_THREADS_OF_A_NAME = 2;

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  private final DnsResolver dns;
  private final Duration timeout;
  private final Executor threads;
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;

  /** The names whose last answer did not work, so that the next lookup has to be a fresh one. */
  private final Set<String> doubted = new HashSet<>();

  /** Whether this includes all names that have had no fresh lookup. */
  private boolean doubtsAll;

  /** When the last fresh lookup of a name began, the oldest first. */
  private final Map<String, Long> fresh = new LinkedHashMap<>();

  /** The lookups that have not ended, by name, the newest last. */
  private final Map<String, Deque<Lookup>> running = new HashMap<>();

  /**
   * Creates an instance without lookups.
   *
   * @param timeout how long a caller waits for a lookup
   * @param threads the threads of lookups, which may block for long
   * @param scheduler times the timeout
   * @param nanoTime the clock of the pause between fresh lookups
   */
  HostLookups(
      DnsResolver dns,
      Duration timeout,
      Executor threads,
      Scheduler scheduler,
      LongSupplier nanoTime) {
    this.dns = dns;
    this.timeout = timeout;
    this.threads = threads;
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
  }

  /**
   * Makes the next lookup of a name a fresh one, which no cache of the JVM answers, since its last
   * answer did not work. Between two fresh lookups of a name, there is a pause.
   */
  void doubt(String name) {
    synchronized (running) {
      if (doubted.size() < MAX_NAMES) {
        doubted.add(name);
      }
    }
  }

  /** Makes the next lookup of each name a fresh one. */
  void doubtAll() {
    synchronized (running) {
      doubtsAll = true;
      fresh.clear();
    }
  }

  /** Returns whether a lookup that begins now has to be fresh. */
  private boolean startsFresh(String name) {
    Long last = fresh.get(name);
    long now = nanoTime.getAsLong();
    boolean isDoubted = doubted.contains(name) || (doubtsAll && last == null);
    if (!isDoubted || (last != null && now - last < FRESH_PAUSE.toNanos())) {
      return false;
    }
    doubted.remove(name);
    fresh.remove(name);
    fresh.put(name, now);
    if (fresh.size() > MAX_NAMES) {
      fresh.remove(fresh.keySet().iterator().next());
    }
    return true;
  }

  /**
   * Returns the addresses of a name. The future fails with an {@link UnknownHostException}, or with
   * a {@link ConnectPhaseTimeoutException} if DNS does not answer in time.
   */
  CompletableFuture<InetAddress[]> addressesOf(String name) {
    if (isAddress(name)) {
      return parsed(name);
    }
    Lookup lookup;
    synchronized (running) {
      Deque<Lookup> ofName = running.computeIfAbsent(name, first -> new ArrayDeque<>());
      Lookup newest = ofName.peekLast();
      if (newest != null && !newest.isOverdue()) {
        return newest.result.copy();
      }
      if (ofName.size() >= MAX_THREADS_OF_A_NAME) {
        return CompletableFuture.failedFuture(ConnectExceptions.lookupTimeout(name, timeout));
      }
      lookup = new Lookup(name, startsFresh(name));
      ofName.add(lookup);
    }
    lookup.start();
    return lookup.result.copy();
  }

  /** Returns whether a text is an address, which is not looked up. */
  static boolean isAddress(String name) {
    return name.contains(":") || IPV4.matcher(name).matches();
  }

  /** Parses an address, for which the JDK asks no resolver. */
  private static CompletableFuture<InetAddress[]> parsed(String address) {
    try {
      return CompletableFuture.completedFuture(new InetAddress[] {InetAddress.getByName(address)});
    } catch (UnknownHostException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void ended(Lookup lookup) {
    synchronized (running) {
      Deque<Lookup> ofName = running.get(lookup.name);
      if (ofName != null && ofName.remove(lookup) && ofName.isEmpty()) {
        running.remove(lookup.name);
      }
    }
  }

  private final class Lookup {
    final String name;
    final boolean isFresh;
    final CompletableFuture<InetAddress[]> result = new CompletableFuture<>();

    Lookup(String name, boolean isFresh) {
      this.name = name;
      this.isFresh = isFresh;
    }

    /** Returns whether it hangs: its callers have the timeout as the result. */
    boolean isOverdue() {
      return result.isDone();
    }

    void start() {
      try {
        threads.execute(this::run);
      } catch (RuntimeException | Error e) {
        // Such as no memory for another thread.
        ended(this);
        result.completeExceptionally(e);
        return;
      }
      if (result.isDone()) {
        return;
      }
      CompletableFuture<Void> timer = scheduler.after(timeout);
      failWhen(timer);
      var unused = result.whenComplete((addresses, failure) -> timer.cancel(false));
    }

    /** Not on the timer's thread, which the whole JVM shares: dependents may run users' code. */
    private void failWhen(CompletableFuture<Void> over) {
      var unused =
          over.thenRunAsync(
              () -> result.completeExceptionally(ConnectExceptions.lookupTimeout(name, timeout)),
              threads);
    }

    /** Returns the addresses; the resolver may be an application's. */
    private InetAddress[] found() throws UnknownHostException {
      try {
        InetAddress[] found = isFresh ? dns.freshAddressesOf(name) : dns.addressesOf(name);
        return Objects.requireNonNull(found, "addresses is null").clone();
      } catch (RuntimeException e) {
        UnknownHostException failure =
            new UnknownHostException(name + ": the DNS resolver failed: " + e);
        failure.initCause(e);
        throw failure;
      }
    }

    private void run() {
      try {
        InetAddress[] addresses = found();
        ended(this);
        result.complete(addresses);
      } catch (UnknownHostException | Error e) {
        ended(this);
        doubt(name); // the JVM caches failures, too
        result.completeExceptionally(e);
      }
    }
  }
}
