package io.pinelink.network;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the connections of a route. Calls share a connection only if their settings are
 * equal.
 *
 * <p>Immutable and thread-safe.
 */
public final class DialOptions {
  private final Optional<AddressGuard> guard;
  private final TlsOptions tls;
  private final Optional<HttpProxy> proxy;
  private final ConnectionLifetime lifetime;

  private DialOptions(
      Optional<AddressGuard> guard,
      TlsOptions tls,
      Optional<HttpProxy> proxy,
      ConnectionLifetime lifetime) {
    this.guard = Objects.requireNonNull(guard, "guard is null");
    this.tls = Objects.requireNonNull(tls, "tls is null");
    this.proxy = Objects.requireNonNull(proxy, "proxy is null");
    this.lifetime = Objects.requireNonNull(lifetime, "lifetime is null");
  }

  /** Returns settings, as the client derives them from its options for a route. */
  public static DialOptions of(
      Optional<AddressGuard> guard,
      TlsOptions tls,
      Optional<HttpProxy> proxy,
      ConnectionLifetime lifetime) {
    return new DialOptions(guard, tls, proxy, lifetime);
  }

  /** Returns the addresses that the route may lead to; empty if any is allowed. */
  public Optional<AddressGuard> guard() {
    return guard;
  }

  /** Returns the trusted certificate authorities, and the client's certificate. */
  public TlsOptions tls() {
    return tls;
  }

  /** Returns the proxy of the route; empty for none. */
  public Optional<HttpProxy> proxy() {
    return proxy;
  }

  /** Returns how long connections are kept. */
  public ConnectionLifetime lifetime() {
    return lifetime;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DialOptions that
        && guard.equals(that.guard)
        && tls.equals(that.tls)
        && proxy.equals(that.proxy)
        && lifetime.equals(that.lifetime);
  }

  @Override
  public int hashCode() {
    return Objects.hash(guard, tls, proxy, lifetime);
  }

  @Override
  public String toString() {
    return "DialOptions[guard "
        + guard
        + ", tls "
        + tls
        + ", proxy "
        + proxy
        + ", lifetime "
        + lifetime
        + "]";
  }
}
