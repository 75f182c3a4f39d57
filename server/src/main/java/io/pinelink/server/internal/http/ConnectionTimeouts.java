package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of one connection. It is closed if a request takes too long to arrive, or if no
 * request is in progress for too long. There is no limit on the time that a request waits for its
 * response.
 *
 * <p>All methods are called on the event loop of the connection.
 */
public final class ConnectionTimeouts {
  private final Channel connection;
  private final long requestNanos;
  private final long idleNanos;
  // In the order of their start, so that the first one is the first to time out.
  private final Set<Arrival> arrivals = new LinkedHashSet<>();
  private int unanswered;
  private long quietSince = System.nanoTime();
  private @Nullable Future<?> nextCheck;

  /**
   * The timeouts of all connections of a server.
   *
   * @param request the maximum time from the first byte of a request to its last, and from the
   *     connection's start to the end of the first request
   * @param idle the maximum time without a request
   */
  public record Limits(Duration request, Duration idle) {}

  /** A request, or the start of the connection, that has not arrived completely. */
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
    var unused = connection.closeFuture().addListener(closed -> timeouts.stop());
    return timeouts;
  }

  /** Starts the timeout of a request whose first byte has arrived. */
  Arrival begin() {
    Arrival arrival = new Arrival();
    arrivals.add(arrival);
    return arrival;
  }

  /** Stops the timeout of a request that is complete or cancelled. */
  void end(Arrival arrival) {
    arrivals.remove(arrival);
    quietSince = System.nanoTime();
  }

  /** Suspends the idle timeout until {@link #answered}. */
  void unanswered() {
    unanswered++;
  }

  /** Restarts the idle timeout, unless other requests wait for their responses. */
  void answered() {
    unanswered--;
    quietSince = System.nanoTime();
  }

  /**
   * Checks the timeouts. The next check is never later than the shorter of the two timeouts, so
   * that it detects timeouts that start in between.
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
