package io.pinelink.springboot;

import io.pinelink.ClientBuilder;
import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.springboot.PinelinkProperties.AllowedAddresses;
import io.pinelink.springboot.PinelinkProperties.DialRule;
import io.pinelink.springboot.PinelinkProperties.ProxyMode;
import io.pinelink.springboot.PinelinkProperties.ProxyServer;
import java.util.List;
import java.util.function.Consumer;

/** Applies the properties that a {@link PinelinkConnectionDetails} replaces. */
record ConnectionSettings(PinelinkProperties properties, TlsBundles bundles) {
  void apply(Pinelink.Builder builder) {
    applyToAny(builder);
    Setters.apply("api-key", properties.apiKey(), builder::apiKey);
    Setters.apply("address-guard", properties.addressGuard(), guard -> guard(guard, builder));
  }

  /** Applies the properties that a client of the admin API has too. */
  void applyToAny(ClientBuilder<?> builder) {
    Setters.apply("control-plane", properties.controlPlane(), builder::controlPlane);
    Setters.apply(
        "ssl.bundle", properties.ssl().bundle(), name -> builder.tls(bundles.options(name)));
    Setters.apply(
        "control-plane-ssl.bundle",
        properties.controlPlaneSsl().bundle(),
        name -> builder.controlPlaneTls(bundles.options(name)));
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
  }

  private static void proxy(ProxyServer proxy, Consumer<ProxyOptions> setter) {
    checkComplete(proxy);
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

  /** Rejects properties that have no effect without another one. */
  private static void checkComplete(ProxyServer proxy) {
    if (proxy.host() == null
        && (proxy.port() != null || proxy.username() != null || proxy.password() != null)) {
      throw new IllegalArgumentException("host is missing, expected with port and credentials");
    }
    if (proxy.username() == null && proxy.password() != null) {
      throw new IllegalArgumentException("username is missing, expected with password");
    }
  }

  private static ConnectRule connectRule(DialRule rule) {
    if ((rule.host() == null) == (rule.project() == null)) {
      throw new IllegalArgumentException("expected exactly one of host and project");
    }
    if (rule.host() != null && rule.environment() != null) {
      throw new IllegalArgumentException("environment is set with host, expected with project");
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
}
