package io.pinelink.routing;

import org.jspecify.annotations.Nullable;

/**
 * A client's settings for the network, from which each route gets its {@link DialOptions}.
 *
 * @param tls whom to believe to be the service
 * @param proxy which routes go through a proxy
 * @param guard which addresses private routes may lead to
 * @param life how long connections are kept; null for what fits the route
 */
public record NetworkOptions(
    TlsOptions tls, ProxyOptions proxy, AddressGuard guard, @Nullable ConnectionLife life) {
  /** System trust, the JVM's proxy on public routes, private addresses on private ones. */
  public static NetworkOptions defaults() {
    return new NetworkOptions(
        TlsOptions.systemTrust(), ProxyOptions.fromJvm(), AddressGuard.privateOnly(), null);
  }

  DialOptions of(IndexHost host, Route.Kind kind) {
    AddressGuard applied = kind == Route.Kind.PRIVATE ? guard : null;
    return dialOptions(applied, host.name(), host.port(), kind, ConnectionLife.of(host));
  }

  DialOptions ofControlPlane(String name, int port, Route.Kind kind) {
    return dialOptions(null, name, port, kind, ConnectionLife.PUBLIC);
  }

  private DialOptions dialOptions(
      @Nullable AddressGuard applied,
      String name,
      int port,
      Route.Kind kind,
      ConnectionLife fitting) {
    return new DialOptions(
        applied, tls, proxy.proxyFor(name, port, kind).orElse(null), life == null ? fitting : life);
  }
}
