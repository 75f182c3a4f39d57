package io.pinelink.network;

import java.time.Duration;

/**
 * How long connections are kept. Networks forget a silent flow and tell nobody: the next call would
 * hang. So a connection is closed before the network forgets it.
 *
 * <p>What is known of the ways to the service: an AWS interface endpoint drops a flow after 350
 * seconds, Azure's private link after 240, an application load balancer, which stands before
 * customer-owned environments, after 60, whatever pings flow.
 *
 * <p>Immutable and thread-safe.
 *
 * @param idle how long a connection without calls is kept, at least a second
 * @param keepAlive how often a connection with calls in flight is pinged where its protocol has
 *     pings, at least 10 seconds; it shows a dead connection while a long call waits
 * @param refresh how often the addresses of a connection in use are looked up again, at least a
 *     second; one that is no longer among them is left for a new one
 */
public record ConnectionLifetime(Duration idle, Duration keepAlive, Duration refresh) {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
  private static final Duration REFRESH = Duration.ofSeconds(60);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MIN_KEEP_ALIVE = Duration.ofSeconds(10);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a duration is shorter than allowed
   */
  public ConnectionLifetime {
    check("idle", idle, SECOND);
    check("keepAlive", keepAlive, MIN_KEEP_ALIVE);
    check("refresh", refresh, SECOND);
  }

  private static void check(String name, Duration value, Duration shortest) {
    if (value.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least " + shortest);
    }
  }

  /** Connections that are idle no longer than this, and else as by default. */
  public static ConnectionLifetime idle(Duration idle) {
    return new ConnectionLifetime(idle, KEEP_ALIVE, REFRESH);
  }
}
