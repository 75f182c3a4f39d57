package io.pinelink.internal.routing;

import io.pinelink.network.AddressGuard;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.DialOptions;
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
   * Returns the options of a route to an index.
   *
   * @param privateOnly whether every address must be private
   * @param loopbackOnly whether every address must be loopback
   */
  DialOptions of(IndexHost host, Route.Kind kind, boolean privateOnly, boolean loopbackOnly) {
    return new DialOptions(
        guard(privateOnly, loopbackOnly),
        tls,
        // A proxy would connect to its own loopback.
        loopbackOnly ? Optional.empty() : proxyFor(proxy, host.name(), host.port(), kind),
        lifetime == null ? DefaultLifetimes.of(host) : lifetime);
  }

  DialOptions ofControlPlane(String name, int port, Route.Kind kind, boolean loopbackOnly) {
    return new DialOptions(
        guard(false, loopbackOnly),
        tls,
        proxyFor(proxy, name, port, kind),
        lifetime == null ? DefaultLifetimes.PUBLIC : lifetime);
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
