package io.pinelink.rest.http;

import io.pinelink.network.ConnectionLifetime;
import io.pinelink.spi.AddressResolver;
import io.pinelink.spi.Destination;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a connection may not be used any longer: it was idle for too long, its server allows
 * no requests, routes were refreshed since it was made, or names no longer lead to its address.
 *
 * <p>Thread-safe.
 */
final class EvictionPolicy {
  /** How long a server may allow no streams on a connection before it is given up. */
  private static final Duration MAX_REFUSING = Duration.ofSeconds(10);

  private final Destination destination;
  private final AddressResolver resolver;
  private final Executor lookupThreads;
  private final ConnectionLifetime life;
  private final LongSupplier nanoTime;
  private final AtomicLong lookedUp;
  private final AtomicInteger generation = new AtomicInteger();

  /** What names lead to; null before they were looked up for this purpose. */
  private volatile @Nullable Set<InetSocketAddress> addresses;

  EvictionPolicy(
      Destination destination,
      AddressResolver resolver,
      Executor lookupThreads,
      LongSupplier nanoTime) {
    this.destination = destination;
    this.resolver = resolver;
    this.lookupThreads = lookupThreads;
    this.life = destination.options().life();
    this.nanoTime = nanoTime;
    this.lookedUp = new AtomicLong(nanoTime.getAsLong());
  }

  /** Evicts all connections that exist now. */
  void refresh() {
    addresses = null;
    generation.incrementAndGet();
  }

  /** Returns the number of refreshes so far, which a new connection is marked with. */
  int generation() {
    return generation.get();
  }

  /** Returns the time that idle connections are measured with, in nanoseconds. */
  long now() {
    return nanoTime.getAsLong();
  }

  /** Notes what a connect has resolved: the newest answer is what counts. */
  void lookedUp(List<InetSocketAddress> found) {
    if (addresses != null) {
      addresses = Set.copyOf(found);
    }
  }

  /** Whether a connection must leave its pool, apart from being closed. */
  boolean isOver(ConnectionUse use, InetSocketAddress remote) {
    lookUpFromTimeToTime();
    Set<InetSocketAddress> known = addresses;
    Duration idle = use.limit == 0 ? MAX_REFUSING : life.idle();
    return use.generation != generation.get()
        || (use.inFlight == 0 && now() - use.idleSince >= idle.toNanos())
        || (known != null && !known.contains(remote));
  }

  /** Behind a proxy nobody knows the addresses; those that are given do not change. */
  private void lookUpFromTimeToTime() {
    long last = lookedUp.get();
    long now = now();
    if (destination.isResolved()
        || destination.options().proxy().isPresent()
        || now - last < life.refresh().toNanos()
        || !lookedUp.compareAndSet(last, now)) {
      return;
    }
    try {
      lookupThreads.execute(this::lookUp);
    } catch (RejectedExecutionException e) {
      // The transport is closing, and with it all connections.
    }
  }

  private void lookUp() {
    try {
      addresses = Set.copyOf(resolver.addresses(destination));
    } catch (IOException | RuntimeException e) {
      // The connections that are there may be the last that can be had.
    }
  }
}
