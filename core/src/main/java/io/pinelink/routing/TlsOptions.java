package io.pinelink.routing;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whom a client believes to be the service. Certificates are always checked, against the logical
 * host of the route; there is no switch that turns this off.
 *
 * <p>Immutable and thread-safe.
 */
public final class TlsOptions {
  private static final TlsOptions SYSTEM = new TlsOptions(List.of());

  private final List<X509Certificate> authorities;

  private TlsOptions(List<X509Certificate> authorities) {
    this.authorities = authorities;
  }

  /** Trusts the JVM's certificate authorities. The default. */
  public static TlsOptions systemTrust() {
    return SYSTEM;
  }

  /** Trusts these certificate authorities and no other; at least one. */
  public static TlsOptions trustOnly(X509Certificate... authorities) {
    if (authorities.length == 0) {
      throw new IllegalArgumentException("authorities is empty, expected at least one certificate");
    }
    return new TlsOptions(List.of(authorities));
  }

  /** The authorities trusted instead of the JVM's; empty for the JVM's. */
  public List<X509Certificate> authorities() {
    return authorities;
  }

  /** For the JVM's own sockets. */
  public javax.net.ssl.SSLContext sslContext() {
    try {
      return javax.net.ssl.SSLContext.getDefault();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many authorities are trusted. */
  @Override
  public String toString() {
    return authorities.isEmpty()
        ? "system trust"
        : "trust in " + authorities.size() + " authorities";
  }
}
