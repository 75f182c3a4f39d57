package io.pinelink.springboot;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.HedgeOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.springboot.PinelinkProperties.AllowedAddresses;
import io.pinelink.springboot.PinelinkProperties.Certificates;
import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;
import io.pinelink.springboot.PinelinkProperties.DialRule;
import io.pinelink.springboot.PinelinkProperties.Hedging;
import io.pinelink.springboot.PinelinkProperties.Lifetime;
import io.pinelink.springboot.PinelinkProperties.ProxyMode;
import io.pinelink.springboot.PinelinkProperties.ProxyServer;
import io.pinelink.springboot.PinelinkProperties.Retries;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.unit.DataSize;

/** Applies properties to the builder of a client. A refused value is reported with its property. */
final class ClientProperties {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

  private final PinelinkProperties properties;

  ClientProperties(PinelinkProperties properties) {
    this.properties = properties;
  }

  /** Applies what a {@link PinelinkConnectionDetails} replaces. */
  void connect(Pinelink.Builder builder, Supplier<@Nullable SslBundles> bundles) {
    Setters.apply("api-key", properties.apiKey(), builder::apiKey);
    Setters.apply("control-plane", properties.controlPlane(), builder::controlPlane);
    Setters.apply("ssl.bundle", properties.ssl().bundle(), name -> builder.tls(tls(name, bundles)));
    Certificates controlPlaneSsl = properties.controlPlaneSsl();
    Setters.apply(
        "control-plane-ssl.bundle",
        controlPlaneSsl.bundle(),
        name -> builder.controlPlaneTls(tls(name, bundles)));
    Setters.apply("proxy", properties.proxy(), proxy -> proxy(proxy, builder::proxy));
    Setters.apply(
        "control-plane-proxy",
        properties.controlPlaneProxy(),
        proxy -> proxy(proxy, builder::controlPlaneProxy));
    for (int i = 0; i < properties.connectRules().size(); i++) {
      Setters.apply(
          "connect-rules[" + i + "]",
          properties.connectRules().get(i),
          rule -> builder.connectRule(connectRule(rule)));
    }
    for (int i = 0; i < properties.trustedDomains().size(); i++) {
      Setters.apply(
          "trusted-domains[" + i + "]", properties.trustedDomains().get(i), builder::trustedDomain);
    }
    Setters.apply("address-guard", properties.addressGuard(), guard -> guard(guard, builder));
  }

  /** Applies everything else. */
  void configure(Pinelink.Builder builder) {
    Setters.apply("api-version", properties.apiVersion(), builder::apiVersion);
    Setters.apply(
        properties.privateProbeTimeout() == null ? "route-policy" : "private-probe-timeout",
        properties.routePolicy(),
        choice -> builder.routePolicy(routePolicy(choice)));
    Setters.apply(
        "host-book", properties.hostBook(), file -> builder.hostBook(HostBook.load(file)));
    Setters.apply(
        "connection-lifetime", properties.connectionLifetime(), l -> lifetime(l, builder));
    Setters.apply("retry", properties.retry(), retry -> builder.retryOptions(retryOptions(retry)));
    Setters.apply("hedge", properties.hedge(), hedge -> hedge(hedge, builder));
    Setters.apply("timeout", properties.timeout(), builder::timeout);
    Setters.apply("connect-timeout", properties.connectTimeout(), builder::connectTimeout);
    Setters.apply("source-tag", properties.sourceTag(), builder::sourceTag);
    for (Map.Entry<String, String> header : properties.headers().entrySet()) {
      Setters.apply(
          "headers." + header.getKey(), header, h -> builder.header(h.getKey(), h.getValue()));
    }
    Setters.apply(
        "max-response-size",
        properties.maxResponseSize(),
        size -> builder.maxResponseBytes(bytes(size)));
    Setters.apply(
        "max-grpc-connections", properties.maxGrpcConnections(), builder::maxGrpcConnections);
    Setters.apply("http-version", properties.httpVersion(), builder::httpVersion);
    Setters.apply("rest-float-digits", properties.restFloatDigits(), builder::restFloatDigits);
    if (!properties.protocols().isEmpty()) {
      builder.protocols(properties.protocols().toArray(Protocol[]::new));
    }
  }

  /** Checks the hosts of the indexes, which are opened later. */
  void checkIndexes() {
    for (Map.Entry<String, ConfiguredIndex> index : properties.indexes().entrySet()) {
      Setters.apply(
          "indexes." + index.getKey() + ".host",
          index.getValue().givenHost(),
          host -> IndexHost.parse(host, properties.trustedDomains()));
    }
    String checked = properties.health().index();
    if (checked != null && !properties.indexes().containsKey(checked)) {
      throw PinelinkPropertyException.refused(
          "health.index",
          new IllegalArgumentException(
              "index is '" + checked + "', expected one of " + properties.indexes().keySet()));
    }
  }

  private RoutePolicy routePolicy(RoutePolicy.Choice choice) {
    Duration timeout = properties.privateProbeTimeout();
    return switch (choice) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED ->
          RoutePolicy.privatePreferred(timeout == null ? PROBE_TIMEOUT : timeout);
    };
  }

  /** Returns the options for the authorities and the client certificate of a bundle. */
  static TlsOptions tls(String name, Supplier<@Nullable SslBundles> bundles) {
    SslBundles known = bundles.get();
    if (known == null) {
      throw new IllegalStateException("the application has no SSL bundles");
    }
    SslBundle bundle = known.getBundle(name);
    KeyStore trusted = bundle.getStores().getTrustStore();
    TlsOptions tls = trusted == null ? TlsOptions.systemTrust() : TlsOptions.trustOnly(trusted);
    KeyStore own = bundle.getStores().getKeyStore();
    return own == null ? tls : tls.clientCertificate(own, keyPassword(bundle));
  }

  private static char[] keyPassword(SslBundle bundle) {
    String password = bundle.getKey().getPassword();
    if (password == null) {
      password = bundle.getStores().getKeyStorePassword();
    }
    return password == null ? new char[0] : password.toCharArray();
  }

  private static void proxy(ProxyServer proxy, Consumer<ProxyOptions> setter) {
    ProxyOptions options;
    if (proxy.host() != null) {
      if (proxy.port() == null) {
        throw new IllegalArgumentException("port is missing, expected 1 to 65535");
      }
      options = ProxyOptions.http(proxy.host(), proxy.port());
      if (proxy.username() != null) {
        options =
            options.credentials(proxy.username(), proxy.password() == null ? "" : proxy.password());
      }
    } else if (proxy.mode() == ProxyMode.NONE) {
      options = ProxyOptions.none();
    } else if (proxy.mode() == ProxyMode.JVM
        || !proxy.exceptFor().isEmpty()
        || proxy.privateRoutes() != null) {
      options = ProxyOptions.fromJvm();
    } else {
      return;
    }
    options = options.exceptFor(proxy.exceptFor().toArray(String[]::new));
    setter.accept(
        Boolean.TRUE.equals(proxy.privateRoutes()) ? options.alsoForPrivateRoutes() : options);
  }

  private static ConnectRule connectRule(DialRule rule) {
    if ((rule.host() == null) == (rule.project() == null)) {
      throw new IllegalArgumentException("expected exactly one of host and project");
    }
    if (rule.dial().isEmpty()) {
      throw new IllegalArgumentException("dial is empty, expected a name or address");
    }
    ConnectRule.Dial scope;
    if (rule.host() != null) {
      scope = ConnectRule.forHost(rule.host());
    } else if (rule.environment() != null) {
      scope = ConnectRule.forProject(rule.project(), rule.environment());
    } else {
      scope = ConnectRule.forProject(rule.project());
    }
    List<DialAddress> targets = rule.dial().stream().map(DialAddress::parse).toList();
    ConnectRule made = scope.dial(targets.get(0).name(), targets.get(0).port());
    for (DialAddress target : targets.subList(1, targets.size())) {
      made = made.orElse(target.name(), target.port());
    }
    return made;
  }

  private static void guard(AllowedAddresses allowed, Pinelink.Builder builder) {
    if (allowed.allowedRanges().isEmpty() && !Boolean.TRUE.equals(allowed.allowLoopback())) {
      return;
    }
    AddressGuard guard =
        AddressGuard.privateOnly().allowing(allowed.allowedRanges().toArray(String[]::new));
    builder.addressGuard(
        Boolean.TRUE.equals(allowed.allowLoopback()) ? guard.allowingLoopback() : guard);
  }

  private static void lifetime(Lifetime lifetime, Pinelink.Builder builder) {
    if (lifetime.idle() == null) {
      if (lifetime.keepAlive() != null || lifetime.refresh() != null) {
        throw new IllegalArgumentException("idle is missing, expected a duration");
      }
      return;
    }
    ConnectionLifetime defaults = ConnectionLifetime.idle(lifetime.idle());
    builder.connectionLifetime(
        new ConnectionLifetime(
            lifetime.idle(),
            lifetime.keepAlive() == null ? defaults.keepAlive() : lifetime.keepAlive(),
            lifetime.refresh() == null ? defaults.refresh() : lifetime.refresh()));
  }

  private static RetryOptions retryOptions(Retries retry) {
    RetryOptions defaults = RetryOptions.defaults();
    RetryOptions.Builder builder = defaults.toBuilder();
    if (retry.maxAttempts() != null) {
      builder.maxAttempts(retry.maxAttempts());
    }
    builder.backoff(
        retry.firstBackoff() == null ? defaults.firstBackoff() : retry.firstBackoff(),
        retry.maxBackoff() == null ? defaults.maxBackoff() : retry.maxBackoff());
    if (retry.attemptTimeout() != null) {
      builder.attemptTimeout(retry.attemptTimeout());
    }
    builder.budget(
        retry.budgetTokens() == null ? defaults.budgetTokens() : retry.budgetTokens(),
        retry.tokensPerSuccess() == null ? defaults.tokensPerSuccess() : retry.tokensPerSuccess());
    return builder.build();
  }

  private static void hedge(Hedging hedge, Pinelink.Builder builder) {
    if (hedge.delay() == null) {
      if (hedge.maxExtraRatio() != null) {
        throw new IllegalArgumentException("delay is missing, expected a duration");
      }
      return;
    }
    HedgeOptions defaults = HedgeOptions.after(hedge.delay());
    builder.hedgeOptions(
        hedge.maxExtraRatio() == null
            ? defaults
            : new HedgeOptions(hedge.delay(), hedge.maxExtraRatio()));
  }

  private static int bytes(DataSize size) {
    if (size.toBytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("size is " + size + ", expected less than 2 GB");
    }
    return (int) size.toBytes();
  }
}
