package io.pinelink.network;

import io.pinelink.internal.hosttext.HostPattern;
import io.pinelink.internal.validation.Placeholder;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings with the source of the proxy and the exceptions. */
final class ProxySettings implements ProxyOptions {
  static final ProxyOptions JVM = new ProxySettings(Source.JVM, null, List.of(), false);
  static final ProxyOptions NONE = new ProxySettings(Source.NONE, null, List.of(), false);

  enum Source {
    JVM,
    NONE,
    GIVEN
  }

  private final Source source;
  private final @Nullable HttpProxy proxy;
  private final List<HostPattern> exceptions;
  private final boolean privateToo;

  ProxySettings(
      Source source, @Nullable HttpProxy proxy, List<HostPattern> exceptions, boolean privateToo) {
    this.source = source;
    this.proxy = proxy;
    this.exceptions = exceptions;
    this.privateToo = privateToo;
  }

  @Override
  public ProxyOptions credentials(String user, String password) {
    Objects.requireNonNull(user, "user is null");
    Objects.requireNonNull(password, "password is null");
    if (proxy == null) {
      throw new IllegalStateException("credentials are for a proxy given with ProxyOptions.http");
    }
    Placeholder.refuse("user at the proxy", user);
    Placeholder.refuse("password at the proxy", password);
    HttpProxy known =
        new HttpProxy(proxy.host(), proxy.port(), new HttpProxy.Credentials(user, password));
    return new ProxySettings(source, known, exceptions, privateToo);
  }

  @Override
  public ProxyOptions exceptFor(String... patterns) {
    Objects.requireNonNull(patterns, "patterns is null");
    List<HostPattern> all = HostPattern.added(exceptions, patterns);
    return new ProxySettings(source, proxy, all, privateToo);
  }

  @Override
  public ProxyOptions alsoForPrivateRoutes() {
    return new ProxySettings(source, proxy, exceptions, true);
  }

  @Override
  public boolean coversPrivateRoutes() {
    return privateToo;
  }

  @Override
  public Optional<HttpProxy> proxyFor(String host, int port) {
    Objects.requireNonNull(host, "host is null");
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
