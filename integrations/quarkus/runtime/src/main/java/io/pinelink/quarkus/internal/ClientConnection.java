package io.pinelink.quarkus.internal;

import static io.pinelink.quarkus.internal.ClientOptions.elements;
import static io.pinelink.quarkus.internal.ConfigMistake.check;
import static io.pinelink.quarkus.internal.ConfigMistake.set;

import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.quarkus.PinelinkConfig;
import io.pinelink.quarkus.PinelinkConfig.AllowedAddresses;
import io.pinelink.quarkus.PinelinkConfig.Certificates;
import io.pinelink.quarkus.PinelinkConfig.DevServer;
import io.pinelink.quarkus.PinelinkConfig.DialRule;
import io.pinelink.quarkus.PinelinkConfig.ProxyMode;
import io.pinelink.quarkus.PinelinkConfig.ProxyServer;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies the properties that describe where connections lead, or those of a local server. */
record ClientConnection(PinelinkConfig config) {
  /** A name or IPv4 address, or an IPv6 address in brackets, and an optional port. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[(?<bracketed>[^]]+)]|(?<plain>[^:\\[\\]]+))(?::(?<port>[0-9]{1,5}))?");

  /** The environment of indexes of a local server. */
  private static final String ENVIRONMENT = "aped-4627-b74a.pinecone.io";

  void apply(Pinelink.Builder builder) {
    set("api-key", config.apiKey(), builder::apiKey);
    if (config.devServer().controlPlane().isPresent()) {
      check("dev-server", () -> local(config.devServer(), builder));
      return;
    }
    set("control-plane", config.controlPlane(), builder::controlPlane);
    check("ssl", () -> certificates(config.ssl(), builder::tls));
    check(
        "control-plane-ssl",
        () -> certificates(config.controlPlaneSsl(), builder::controlPlaneTls));
    check("proxy", () -> proxy(config.proxy(), builder::proxy));
    check(
        "control-plane-proxy", () -> proxy(config.controlPlaneProxy(), builder::controlPlaneProxy));
    check("address-guard", () -> guard(config.addressGuard(), builder));
    for (int i = 0; i < config.connectRules().size(); i++) {
      DialRule rule = config.connectRules().get(i);
      check("connect-rules[" + i + "]", () -> builder.connectRule(connectRule(rule)));
    }
    for (String domain : elements(config.trustedDomains())) {
      check("trusted-domains", () -> builder.trustedDomain(domain));
    }
  }

  private static void local(DevServer server, Pinelink.Builder builder) {
    Path authority = server.authority().orElseThrow();
    builder.tls(TlsOptions.trustOnly(authority)).proxy(ProxyOptions.none());
    builder.addressGuard(AddressGuard.privateOnly().allowingLoopback());
    String controlPlane = server.controlPlane().orElseThrow();
    builder.connectRule(dial(ConnectRule.forHost("api.pinecone.io"), List.of(controlPlane)));
    String publicData = server.publicData().orElseThrow();
    String privateData = server.privateData().orElseThrow();
    builder.connectRule(
        dial(ConnectRule.forHost("*.svc.private." + ENVIRONMENT), List.of(privateData)));
    builder.connectRule(dial(ConnectRule.forHost("*.svc." + ENVIRONMENT), List.of(publicData)));
  }

  private static void certificates(Certificates given, Consumer<TlsOptions> setter) {
    if (given.certificate().isPresent() != given.key().isPresent()) {
      throw new IllegalArgumentException("expected certificate and key together");
    }
    if (given.authorities().isEmpty() && given.certificate().isEmpty()) {
      return;
    }
    TlsOptions tls =
        given.authorities().map(TlsOptions::trustOnly).orElse(TlsOptions.systemTrust());
    setter.accept(
        given
            .certificate()
            .map(file -> tls.clientCertificate(file, given.key().orElseThrow()))
            .orElse(tls));
  }

  private static void proxy(ProxyServer proxy, Consumer<ProxyOptions> setter) {
    if (proxy.username().isEmpty() && proxy.password().isPresent()) {
      throw new IllegalArgumentException("username is missing, expected with password");
    }
    ProxyOptions options;
    if (proxy.host().isPresent()) {
      if (proxy.port().isEmpty()) {
        throw new IllegalArgumentException("port is missing, expected 1 to 65535");
      }
      options = ProxyOptions.http(proxy.host().get(), proxy.port().getAsInt());
      if (proxy.username().isPresent()) {
        options = options.credentials(proxy.username().get(), proxy.password().orElse(""));
      }
    } else if (proxy.port().isPresent() || proxy.username().isPresent()) {
      throw new IllegalArgumentException("host is missing, expected with port and credentials");
    } else if (proxy.mode().orElse(ProxyMode.JVM) == ProxyMode.NONE) {
      options = ProxyOptions.none();
    } else if (proxy.mode().isPresent()
        || proxy.exceptFor().isPresent()
        || proxy.privateRoutes().isPresent()) {
      options = ProxyOptions.fromJvm();
    } else {
      return;
    }
    options = options.exceptFor(elements(proxy.exceptFor()).toArray(String[]::new));
    setter.accept(proxy.privateRoutes().orElse(false) ? options.alsoForPrivateRoutes() : options);
  }

  private static void guard(AllowedAddresses allowed, Pinelink.Builder builder) {
    List<String> ranges = elements(allowed.allowedRanges());
    boolean loopback = allowed.allowLoopback().orElse(false);
    if (!ranges.isEmpty() || loopback) {
      AddressGuard guard = AddressGuard.privateOnly().allowing(ranges.toArray(String[]::new));
      builder.addressGuard(loopback ? guard.allowingLoopback() : guard);
    }
  }

  private static ConnectRule connectRule(DialRule rule) {
    if (rule.host().isPresent() == rule.project().isPresent()) {
      throw new IllegalArgumentException("expected exactly one of host and project");
    }
    if (rule.host().isPresent() && rule.environment().isPresent()) {
      throw new IllegalArgumentException("environment is set with host, expected with project");
    }
    List<String> targets = elements(rule.dial());
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("dial is empty, expected a name or address");
    }
    return dial(
        rule.host()
            .map(ConnectRule::forHost)
            .orElseGet(
                () -> {
                  String project = rule.project().orElseThrow();
                  return rule.environment()
                      .map(environment -> ConnectRule.forProject(project, environment))
                      .orElseGet(() -> ConnectRule.forProject(project));
                }),
        targets);
  }

  private static ConnectRule dial(ConnectRule.Dial scope, List<String> targets) {
    Matcher first = address(targets.get(0));
    ConnectRule rule = scope.dial(name(first), port(first));
    for (String target : targets.subList(1, targets.size())) {
      Matcher next = address(target);
      rule = rule.orElse(name(next), port(next));
    }
    return rule;
  }

  private static Matcher address(String text) {
    Matcher matcher = ADDRESS.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "dial is '" + text + "', expected name, name:port or [address]:port");
    }
    return matcher;
  }

  private static String name(Matcher address) {
    String bracketed = address.group("bracketed");
    return bracketed == null ? address.group("plain") : bracketed;
  }

  private static int port(Matcher address) {
    String port = address.group("port");
    return port == null ? IndexHost.DEFAULT_PORT : Integer.parseInt(port);
  }
}
