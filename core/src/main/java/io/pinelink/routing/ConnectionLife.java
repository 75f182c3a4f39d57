package io.pinelink.routing;

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
public record ConnectionLife(Duration idle, Duration keepAlive, Duration refresh) {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
  private static final Duration REFRESH = Duration.ofSeconds(60);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(10);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a duration is shorter than allowed
   */
  public ConnectionLife {
    check("idle", idle, SECOND);
    check("keepAlive", keepAlive, SHORTEST_KEEP_ALIVE);
    check("refresh", refresh, SECOND);
  }

  private static void check(String name, Duration value, Duration shortest) {
    if (value.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least " + shortest);
    }
  }

  /** Connections that are idle no longer than this, and else as by default. */
  public static ConnectionLife idle(Duration idle) {
    return new ConnectionLife(idle, KEEP_ALIVE, REFRESH);
  }

  private static final ConnectionLife AWS = idle(Duration.ofMinutes(4));
  private static final ConnectionLife AZURE = idle(Duration.ofMinutes(3));
  private static final ConnectionLife UNKNOWN_WAY = idle(Duration.ofSeconds(50));

  /** The default of public and local routes. */
  static final ConnectionLife PUBLIC = idle(Duration.ofMinutes(3));

  /**
   * The default for an index: idle no longer than 4 minutes on AWS, 3 on Azure, and 50 seconds in a
   * customer's own cloud and wherever a private way is not known; 3 minutes over public routes.
   */
  static ConnectionLife of(IndexHost host) {
    String environment = host.environment().orElse("");
    if (environment.endsWith(".byoc")) {
      return UNKNOWN_WAY;
    }
    return host.isPrivate() ? ofPrivate(environment) : PUBLIC;
  }

  private static ConnectionLife ofPrivate(String environment) {
    return PrivateLinkCatalog.find(environment)
        .map(entry -> entry.cloud().equals("azure") ? AZURE : AWS)
        .orElse(UNKNOWN_WAY);
  }
}
