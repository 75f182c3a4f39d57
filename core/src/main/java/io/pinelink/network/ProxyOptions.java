package io.pinelink.network;

import io.pinelink.internal.hosttext.DialTarget;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of HTTP proxies. Private and local routes use no proxy, regardless of the JVM's
 * properties, unless {@link #alsoForPrivateRoutes()} is set: a proxy would send private traffic out
 * of the private network, or fail to connect.
 *
 * <p>An interface, so that no call of {@link #http} on an object, which would drop its settings,
 * compiles.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface ProxyOptions permits ProxySettings {
  /**
   * Returns the default options, which use the JVM's settings at the time a route is created:
   * {@code https.proxyHost}, {@code https.proxyPort} and {@code http.nonProxyHosts}, through {@link
   * ProxySelector#getDefault()}. SOCKS is not supported.
   */
  static ProxyOptions fromJvm() {
    return ProxySettings.JVM;
  }

  /** Returns options without a proxy. */
  static ProxyOptions none() {
    return ProxySettings.NONE;
  }

  /**
   * Returns options with the given proxy; the JVM's settings are ignored.
   *
   * @param host a bare name or IP address
   * @param port 1 to 65535
   * @throws IllegalArgumentException if either is invalid
   */
  static ProxyOptions http(String host, int port) {
    Objects.requireNonNull(host, "host is null");
    InetSocketAddress checked = DialTarget.of(host, port);
    return new ProxySettings(
        ProxySettings.Source.GIVEN,
        new HttpProxy(checked.getHostString(), checked.getPort(), null),
        List.of(),
        false);
  }

  /**
   * Returns these options with credentials for the proxy, sent by basic authentication.
   *
   * @throws IllegalStateException unless the proxy was given with {@link #http}
   * @throws IllegalArgumentException if one contains a placeholder such as <code>${PASSWORD}</code>
   *     that was not replaced
   */
  ProxyOptions credentials(String user, String password);

  /**
   * Returns these options with hosts that are connected to directly.
   *
   * @param patterns host patterns as in a {@code ConnectRule}: a whole name, or {@code *.} and a
   *     suffix
   * @throws IllegalArgumentException if one is neither
   */
  ProxyOptions exceptFor(String... patterns);

  /** Returns these options with private routes going through the proxy too. */
  ProxyOptions alsoForPrivateRoutes();

  /** Returns whether private routes use the proxy too. */
  boolean coversPrivateRoutes();

  /** Returns the proxy for a host that is not on loopback; empty for a direct connection. */
  Optional<HttpProxy> proxyFor(String host, int port);

  /** Returns the source of the proxy, without the credentials. */
  @Override
  String toString();
}
