package io.pinelink.network;

import io.pinelink.internal.host.DialTarget;
import io.pinelink.internal.host.HostPattern;
import io.pinelink.routing.ConnectRule;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of HTTP proxies. Private and local routes use no proxy, regardless of the JVM's
 * properties, unless {@link #alsoForPrivateRoutes()} is set: a proxy would send private traffic out
 * of the private network, or fail to connect.
 *
 * <p>Immutable and thread-safe.
 */
public final class ProxyOptions {
  private static final ProxyOptions JVM = new ProxyOptions(Source.JVM, null, List.of(), false);
  private static final ProxyOptions NONE = new ProxyOptions(Source.NONE, null, List.of(), false);

  private enum Source {
    JVM,
    NONE,
    GIVEN
  }

  private final Source source;
  private final @Nullable HttpProxy proxy;
  private final List<HostPattern> exceptions;
  private final boolean privateToo;

  private ProxyOptions(
      Source source, @Nullable HttpProxy proxy, List<HostPattern> exceptions, boolean privateToo) {
    this.source = source;
    this.proxy = proxy;
    this.exceptions = exceptions;
    this.privateToo = privateToo;
  }

  /**
   * Returns the default options, which use the JVM's settings at the time a route is created:
   * {@code https.proxyHost}, {@code https.proxyPort} and {@code http.nonProxyHosts}, through {@link
   * ProxySelector#getDefault()}. SOCKS is not supported.
   */
  public static ProxyOptions fromJvm() {
    return JVM;
  }

  /** Returns options without a proxy. */
  public static ProxyOptions none() {
    return NONE;
  }

  /**
   * Returns options with the given proxy; the JVM's settings are ignored.
   *
   * @param host a bare name or IP address
   * @param port 1 to 65535
   * @throws IllegalArgumentException if either is invalid
   */
  public static ProxyOptions http(String host, int port) {
    InetSocketAddress checked = DialTarget.of(host, port);
    return new ProxyOptions(
        Source.GIVEN,
        new HttpProxy(checked.getHostString(), checked.getPort(), null),
        List.of(),
        false);
  }

  /**
   * Returns these options with credentials for the proxy, sent by basic authentication.
   *
   * @throws IllegalStateException unless the proxy was given with {@link #http}
   */
  public ProxyOptions credentials(String user, String password) {
    if (proxy == null) {
      throw new IllegalStateException("credentials are for a proxy given with ProxyOptions.http");
    }
    HttpProxy known =
        new HttpProxy(proxy.host(), proxy.port(), new HttpProxy.Credentials(user, password));
    return new ProxyOptions(source, known, exceptions, privateToo);
  }

  /**
   * Returns these options with hosts that are connected to directly.
   *
   * @param patterns host patterns as in a {@link ConnectRule}: a whole name, or {@code *.} and a
   *     suffix
   * @throws IllegalArgumentException if one is neither
   */
  public ProxyOptions exceptFor(String... patterns) {
    List<HostPattern> all = HostPattern.added(exceptions, patterns);
    return new ProxyOptions(source, proxy, all, privateToo);
  }

  /** Returns these options with private routes going through the proxy too. */
  public ProxyOptions alsoForPrivateRoutes() {
    return new ProxyOptions(source, proxy, exceptions, true);
  }

  /** Returns whether private routes use the proxy too. */
  public boolean coversPrivateRoutes() {
    return privateToo;
  }

  /** Returns the proxy for a host that is not on loopback; empty for a direct connection. */
  public Optional<HttpProxy> proxyFor(String host, int port) {
    for (HostPattern pattern : exceptions) {
      if (pattern.covers(host)) {
        return Optional.empty();
      }
    }
    if (source == Source.NONE) {
      return Optional.empty();
    }
    return source == Source.JVM ? ofJvm(host, port) : Optional.ofNullable(proxy);
  }

  private static Optional<HttpProxy> ofJvm(String host, int port) {
    ProxySelector selector = ProxySelector.getDefault();
    if (selector == null) {
      return Optional.empty();
    }
    List<Proxy> found = selector.select(URI.create("https://" + host + ":" + port));
    if (found.isEmpty() || found.get(0).type() != Proxy.Type.HTTP) {
      return Optional.empty();
    }
    InetSocketAddress preferred = (InetSocketAddress) found.get(0).address();
    return Optional.of(new HttpProxy(preferred.getHostString(), preferred.getPort(), null));
  }

  /** Returns the source of the proxy, without the credentials. */
  @Override
  public String toString() {
    String which =
        switch (source) {
          case JVM -> "the JVM's proxy";
          case NONE -> "no proxy";
          case GIVEN -> "proxy " + proxy;
        };
    return which
        + (exceptions.isEmpty() ? "" : " except for " + exceptions)
        + (privateToo ? ", for private routes too" : "");
  }
}
