package io.pinelink.rest.http;

import io.pinelink.network.ConnectionLifetime;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.Destination;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A policy that decides when a connection may no longer be used: it was idle for too long, its
 * server allows no requests, routes were refreshed since it was opened, or names no longer resolve
 * to its address.
 *
 * <p>Thread-safe.
 */
final class EvictionPolicy {
  /** How long a server may allow no streams on a connection before the connection is closed. */
  private static final Duration MAX_REFUSING = Duration.ofSeconds(10);

  private final Destination destination;
  private final AddressResolver resolver;
  private final ConnectionLifetime life;
  private final LongSupplier nanoTime;
  private final AtomicLong lookedUp;
  private final AtomicInteger generation = new AtomicInteger();

  /** The addresses of the names; null before a lookup for this purpose. */
  private volatile @Nullable Set<InetSocketAddress> addresses;

  EvictionPolicy(Destination destination, AddressResolver resolver, LongSupplier nanoTime) {
    this.destination = destination;
    this.resolver = resolver;
    this.life = destination.options().lifetime();
    this.nanoTime = nanoTime;
    this.lookedUp = new AtomicLong(nanoTime.getAsLong());
  }

  /** Evicts all connections that exist now. */
  synchronized void refresh() {
    addresses = null;
    generation.incrementAndGet();
  }

  /** Returns the number of refreshes so far, which a new connection records. */
  int generation() {
    return generation.get();
  }

  /** Returns the time on the clock that measures idle connections, in nanoseconds. */
  long now() {
    return nanoTime.getAsLong();
  }

  /** Records the result of the lookup for a connection: the newest result counts. */
  void lookedUp(List<InetSocketAddress> found) {
    if (addresses != null) {
      addresses = Set.copyOf(found);
    }
  }

  /** Returns whether a connection must leave its pool for a reason other than being closed. */
  boolean isOver(ConnectionUse use, InetSocketAddress remote) {
    lookUpFromTimeToTime();
    Set<InetSocketAddress> known = addresses;
    Duration idle = use.limit == 0 ? MAX_REFUSING : life.idle();
    return use.generation != generation.get()
        || (use.inFlight == 0 && now() - use.idleSince >= idle.toNanos())
        || (known != null && !known.contains(remote));
  }

  /** Behind a proxy the client does not know the addresses; fixed addresses do not change. */
  private void lookUpFromTimeToTime() {
    long last = lookedUp.get();
    long now = now();
    if (destination.isResolved()
        || destination.options().proxy().isPresent()
        || now - last < life.refresh().toNanos()
        || !lookedUp.compareAndSet(last, now)) {
      return;
    }
    int begun = generation.get();
    var unused =
        resolver
            .addresses(destination)
            .thenAccept(found -> lookedUp(begun, found)); // else keep what may still work
  }

  /** Records a periodic lookup, unless a refresh has followed: the network may be another one. */
  private synchronized void lookedUp(int begun, List<InetSocketAddress> found) {
    if (begun == generation.get()) {
      addresses = Set.copyOf(found);
    }
  }
}
