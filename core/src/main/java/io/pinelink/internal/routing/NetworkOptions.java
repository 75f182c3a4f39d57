package io.pinelink.internal.routing;

import io.pinelink.network.AddressGuard;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.PrivateLinkCatalog;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.DialOptions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's network settings, from which each route gets its {@link DialOptions}.
 *
 * @param tls which certificate authorities to trust for the service, and the client's certificate
 * @param proxy which routes go through a proxy
 * @param guard the addresses that private routes, and all routes under {@link
 *     io.pinelink.routing.RoutePolicy#privateRequired()}, may lead to
 * @param lifetime how long connections are kept; null for the default of the route
 * @param label the name of the server in messages; empty for the service
 */
public record NetworkOptions(
    TlsOptions tls,
    ProxyOptions proxy,
    AddressGuard guard,
    @Nullable ConnectionLifetime lifetime,
    Optional<String> label) {
  /** The lifetime for public and local routes. */
  public static final ConnectionLifetime PUBLIC_LIFETIME =
      ConnectionLifetime.ofIdle(Duration.ofMinutes(3));

  private static final ConnectionLifetime AWS_LIFETIME =
      ConnectionLifetime.ofIdle(Duration.ofMinutes(4));
  private static final ConnectionLifetime AZURE_LIFETIME =
      ConnectionLifetime.ofIdle(Duration.ofMinutes(3));
  private static final ConnectionLifetime UNKNOWN_LIFETIME =
      ConnectionLifetime.ofIdle(Duration.ofSeconds(50));

  /** Creates the options of a client of the service. */
  public NetworkOptions(
      TlsOptions tls,
      ProxyOptions proxy,
      AddressGuard guard,
      @Nullable ConnectionLifetime lifetime) {
    this(tls, proxy, guard, lifetime, Optional.empty());
  }

  /**
   * Returns the defaults: the JVM's certificate authorities, the JVM's proxy for public routes, and
   * private addresses only for private routes.
   */
  public static NetworkOptions defaults() {
    return new NetworkOptions(
        TlsOptions.systemTrust(), ProxyOptions.fromJvm(), AddressGuard.privateOnly(), null);
  }

  /**
   * Returns the options of a route to an index, whose addresses must all be private, or loopback,
   * if required.
   */
  DialOptions of(IndexHost host, Route.Kind kind, boolean privateOnly, boolean loopbackOnly) {
    return new DialOptions(
        guard(privateOnly, loopbackOnly),
        tls,
        // A proxy would connect to its own loopback.
        loopbackOnly ? Optional.empty() : proxyFor(proxy, host.name(), host.port(), kind),
        lifetime == null ? defaultLifetime(host) : lifetime);
  }

  DialOptions ofControlPlane(String name, int port, Route.Kind kind, boolean loopbackOnly) {
    return new DialOptions(
        guard(false, loopbackOnly),
        tls,
        proxyFor(proxy, name, port, kind),
        lifetime == null ? PUBLIC_LIFETIME : lifetime);
  }

  /**
   * Returns the lifetime for an index: at most 4 minutes idle on AWS, 3 on Azure, and 50 seconds in
   * a customer's own cloud and for private environments outside the catalogue; 3 minutes over
   * public routes.
   */
  private static ConnectionLifetime defaultLifetime(IndexHost host) {
    String environment = host.environment().orElse("");
    if (environment.endsWith(".byoc")) {
      return UNKNOWN_LIFETIME;
    }
    return host.isPrivate() ? privateLifetime(environment) : PUBLIC_LIFETIME;
  }

  private static ConnectionLifetime privateLifetime(String environment) {
    return PrivateLinkCatalog.find(environment)
        .map(entry -> entry.cloud().equals(Cloud.AZURE) ? AZURE_LIFETIME : AWS_LIFETIME)
        .orElse(UNKNOWN_LIFETIME);
  }

  private Optional<AddressGuard> guard(boolean privateOnly, boolean loopbackOnly) {
    if (loopbackOnly) {
      return Optional.of(
          privateOnly
              ? guard.onlyLoopback()
              : AddressGuard.privateOnly().allowingLoopback().onlyLoopback());
    }
    return privateOnly ? Optional.of(guard) : Optional.empty();
  }

  /** Returns the proxy of a route; empty if the route is direct. */
  public static Optional<HttpProxy> proxyFor(
      ProxyOptions options, String host, int port, Route.Kind kind) {
    boolean direct =
        kind == Route.Kind.LOCAL || (kind == Route.Kind.PRIVATE && !options.coversPrivateRoutes());
    return direct ? Optional.empty() : options.proxyFor(host, port);
  }
}
