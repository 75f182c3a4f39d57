package io.pinelink.routing;

import org.jspecify.annotations.Nullable;

/**
 * A client's settings for the network, from which each route gets its {@link DialOptions}.
 *
 * @param tls whom to believe to be the service
 * @param proxy which routes go through a proxy
 * @param guard which addresses private routes, and all routes of {@link
 *     RoutePolicy#privateRequired()}, may lead to
 * @param life how long connections are kept; null for what fits the route
 */
public record NetworkOptions(
    TlsOptions tls, ProxyOptions proxy, AddressGuard guard, @Nullable ConnectionLife life) {
  /** System trust, the JVM's proxy on public routes, private addresses on private ones. */
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
        loopbackOnly ? null : proxy(host.name(), host.port(), kind),
        life == null ? ConnectionLife.of(host) : life);
  }

  DialOptions ofControlPlane(String name, int port, Route.Kind kind, boolean loopbackOnly) {
    return new DialOptions(
        guard(false, loopbackOnly),
        tls,
        proxy(name, port, kind),
        life == null ? ConnectionLife.PUBLIC : life);
  }

  private @Nullable AddressGuard guard(boolean privateOnly, boolean loopbackOnly) {
    if (loopbackOnly) {
      return privateOnly ? guard.onlyLoopback() : AddressGuard.LOOPBACK;
    }
    return privateOnly ? guard : null;
  }

  private @Nullable HttpProxy proxy(String name, int port, Route.Kind kind) {
    return proxy.proxyFor(name, port, kind).orElse(null);
  }
}
