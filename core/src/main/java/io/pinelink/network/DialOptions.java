package io.pinelink.network;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the connections of a route. Calls share a connection only if their settings are
 * equal.
 *
 * @param guard the addresses that the route may lead to; empty if any is allowed
 * @param tls which certificate authorities to trust for the service, and the client's certificate
 * @param proxy the proxy of the route; empty for none
 * @param lifetime how long connections are kept
 */
public record DialOptions(
    Optional<AddressGuard> guard,
    TlsOptions tls,
    Optional<HttpProxy> proxy,
    ConnectionLifetime lifetime) {
  /** Checks that no part is null. */
  public DialOptions {
    Objects.requireNonNull(guard, "guard is null");
    Objects.requireNonNull(tls, "tls is null");
    Objects.requireNonNull(proxy, "proxy is null");
    Objects.requireNonNull(lifetime, "lifetime is null");
  }

  /**
   * Compares all components. The JVM would keep a class whose generated method was used after its
   * class loader is no longer used.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof DialOptions that
            && guard.equals(that.guard)
            && tls.equals(that.tls)
            && proxy.equals(that.proxy)
            && lifetime.equals(that.lifetime));
  }

  @Override
  public int hashCode() {
    return Objects.hash(guard, tls, proxy, lifetime);
  }
}
