package io.pinelink.rest;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.pinelink.routing.ConnectionLife;
import io.pinelink.spi.Destination;
import io.pinelink.spi.Dialler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

/**
 * Tells when a connection is to be closed: it broke, it was idle for too long, routes were
 * refreshed since it was made, or names no longer lead to its address. The pool asks when a
 * connection is taken and every few seconds, and never while a call is on it; it asks nobody else,
 * so whatever is not told here is given to a call.
 */
final class Freshness {
  /** Which refresh of the routes a connection came after. */
  private static final AttributeKey<Integer> GENERATION =
      AttributeKey.valueOf(Freshness.class, "generation");

  private final Destination destination;
  private final Dialler dialler;
  private final Executor lookupThreads;
  private final ConnectionLife life;
  private final LongSupplier nanoTime;
  private final AtomicLong lookedUp;
  private final AtomicInteger generation = new AtomicInteger();

  /** What names lead to; null before they were looked up for this purpose. */
  private volatile @Nullable Set<InetSocketAddress> addresses;

  Freshness(
      Destination destination, Dialler dialler, Executor lookupThreads, LongSupplier nanoTime) {
    this.destination = destination;
    this.dialler = dialler;
    this.lookupThreads = lookupThreads;
    this.life = destination.options().life();
    this.nanoTime = nanoTime;
    this.lookedUp = new AtomicLong(nanoTime.getAsLong());
  }

  /** From now on, connections that are there are over. */
  void refresh() {
    addresses = null;
    generation.incrementAndGet();
  }

  /** A connection is about to be made. */
  void making(Channel connection) {
    connection.attr(GENERATION).set(generation.get());
  }

  /** A connect looked names up: the newest answer is what counts. */
  void lookedUp(List<InetSocketAddress> found) {
    if (addresses != null) {
      addresses = Set.copyOf(found);
    }
  }

  boolean isOver(Connection connection, ConnectionMetadata metadata) {
    lookUpFromTimeToTime();
    Channel channel = connection.channel();
    Set<InetSocketAddress> known = addresses;
    return !channel.isActive()
        || metadata.idleTime() >= life.idle().toMillis()
        || !Objects.equals(channel.attr(GENERATION).get(), generation.get())
        || (known != null
            && channel.remoteAddress() instanceof InetSocketAddress address
            && !known.contains(address));
  }

  /** Behind a proxy nobody knows the addresses; those that are given do not change. */
  private void lookUpFromTimeToTime() {
    long last = lookedUp.get();
    long now = nanoTime.getAsLong();
    if (destination.isResolved()
        || destination.options().proxy() != null
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
      addresses = Set.copyOf(dialler.addresses(destination));
    } catch (IOException | RuntimeException e) {
      // The connections that are there may be the last that can be had.
    }
  }
}
