package io.pinelink.internal.routing;

import io.pinelink.network.ConnectionLifetime;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.PrivateLinkCatalog;
import java.time.Duration;

/** The default connection lifetimes. */
public final class DefaultLifetimes {
  /** The lifetime for public and local routes. */
  public static final ConnectionLifetime PUBLIC = ConnectionLifetime.ofIdle(Duration.ofMinutes(3));

  private static final ConnectionLifetime AWS = ConnectionLifetime.ofIdle(Duration.ofMinutes(4));
  private static final ConnectionLifetime AZURE = ConnectionLifetime.ofIdle(Duration.ofMinutes(3));
  private static final ConnectionLifetime UNKNOWN =
      ConnectionLifetime.ofIdle(Duration.ofSeconds(50));

  private DefaultLifetimes() {}

  /**
   * Returns the lifetime for an index: at most 4 minutes idle on AWS, 3 on Azure, and 50 seconds in
   * a customer's own cloud and for private environments outside the catalogue; 3 minutes over
   * public routes.
   */
  static ConnectionLifetime of(IndexHost host) {
    String environment = host.environment().orElse("");
    if (environment.endsWith(".byoc")) {
      return UNKNOWN;
    }
    return host.isPrivate() ? ofPrivate(environment) : PUBLIC;
  }

  private static ConnectionLifetime ofPrivate(String environment) {
    return PrivateLinkCatalog.find(environment)
        .map(entry -> entry.cloud().equals(Cloud.AZURE) ? AZURE : AWS)
        .orElse(UNKNOWN);
  }
}
