package io.pinelink.server.internal.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which a request takes too long to arrive, or none is in progress for too
 * long. A request that has arrived may wait for its answer as long as it likes.
 *
 * <p>All methods are called on the event loop of the connection.
 */
public final class ConnectionTimeouts {
  private final Channel connection;
  private final long requestNanos;
  private final long idleNanos;
  // In the order in which they began, so that the first one is the first to be late.
  private final Set<Arrival> arrivals = new LinkedHashSet<>();
  private int unanswered;
  private long quietSince = System.nanoTime();
  private @Nullable Future<?> nextCheck;

  /**
   * The bounds of all connections of a server.
   *
   * @param request from the first byte of a request to its last, and from the connection's start to
   *     the end of the first request
   * @param idle without a request
   */
  public record Limits(Duration request, Duration idle) {}

  /** A request, or the start of the connection, of which bytes are missing. */
  static final class Arrival {
    private final long since = System.nanoTime();
  }

  private ConnectionTimeouts(Channel connection, Limits limits) {
    this.connection = connection;
    this.requestNanos = TimeUnit.NANOSECONDS.convert(limits.request());
    this.idleNanos = TimeUnit.NANOSECONDS.convert(limits.idle());
  }

  /** Watches a connection until it is closed. */
  static ConnectionTimeouts watch(Channel connection, Limits limits) {
    ConnectionTimeouts timeouts = new ConnectionTimeouts(connection, limits);
    timeouts.check();
    connection.closeFuture().addListener(closed -> timeouts.stop());
    return timeouts;
  }

  /** Starts the time of a request whose first byte has come. */
  Arrival begin() {
    Arrival arrival = new Arrival();
    arrivals.add(arrival);
    return arrival;
  }

  /** Stops the time of a request that is complete, or given up. */
  void end(Arrival arrival) {
    arrivals.remove(arrival);
    quietSince = System.nanoTime();
  }

  /** Holds the idle time until {@link #answered}. */
  void unanswered() {
    unanswered++;
  }

  /** Starts the idle time again, unless other requests wait for their answers. */
  void answered() {
    unanswered--;
    quietSince = System.nanoTime();
  }

  /**
   * Looks for what is late. The next look is never further away than the shorter of the two bounds,
   * so that what begins in between is seen when it is late.
   */
  private void check() {
    long left = nanosLeft();
    if (left <= 0) {
      ChannelFuture unused = connection.close();
      return;
    }
    nextCheck =
        connection
            .eventLoop()
            .schedule(
                this::check,
                Math.min(left, Math.min(requestNanos, idleNanos)),
                TimeUnit.NANOSECONDS);
  }

  private void stop() {
    if (nextCheck != null) {
      nextCheck.cancel(false);
    }
  }

  private long nanosLeft() {
    long now = System.nanoTime();
    Iterator<Arrival> oldest = arrivals.iterator();
    if (oldest.hasNext()) {
      return requestNanos - (now - oldest.next().since);
    }
    return unanswered > 0 ? requestNanos : idleNanos - (now - quietSince);
  }
}
