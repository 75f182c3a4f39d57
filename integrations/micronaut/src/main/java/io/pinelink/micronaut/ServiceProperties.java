package io.pinelink.micronaut;

import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHost;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Applies the properties that have no effect with an embedded server. */
record ServiceProperties(PropertyReader properties) {
  /** A name or IPv4 address, or an IPv6 address in brackets, and an optional port. */
  private static final Pattern TARGET =
      Pattern.compile("(?:\\[(?<bracketed>[^]]+)]|(?<plain>[^:\\[\\]]+))(?::(?<port>[0-9]{1,5}))?");

  private enum ProxyMode {
    JVM,
    NONE
  }

  void apply(Pinelink.Builder builder) {
    properties.apply("api-key", text -> text, builder::apiKey);
    properties.apply("control-plane", text -> text, builder::controlPlane);
    properties.apply("host-book", Path::of, file -> builder.hostBook(HostBook.load(file)));
    tls("ssl", builder::tls);
    tls("control-plane-ssl", builder::controlPlaneTls);
    proxy("proxy", builder::proxy);
    proxy("control-plane-proxy", builder::controlPlaneProxy);
    // Of a list without rules, the names of the first one are known too.
    int rules = Math.max(properties.size("connect-rules"), 1);
    for (int i = 0; i < rules; i++) {
      connectRule("connect-rules[" + i + "]", builder);
    }
    List<String> domains = trustedDomains();
    for (int i = 0; i < domains.size(); i++) {
      String domain = domains.get(i);
      PropertyReader.check("trusted-domains[" + i + "]", () -> builder.trustedDomain(domain));
    }
    PropertyReader.check("address-guard", () -> guard(builder));
  }

  List<String> trustedDomains() {
    return properties.texts("trusted-domains");
  }

  private void tls(String group, Consumer<TlsOptions> setter) {
    TlsOptions trusted =
        properties.get(
            group + ".trusted-certificates", file -> TlsOptions.trustOnly(Path.of(file)));
    String chain = properties.text(group + ".certificate");
    String key = properties.text(group + ".private-key");
    if ((chain == null) != (key == null)) {
      throw PropertyReader.invalid(
          group + (chain == null ? ".certificate" : ".private-key"),
          "it is missing, expected a PEM file",
          null);
    }
    if (chain != null && key != null) {
      TlsOptions options = trusted == null ? TlsOptions.systemTrust() : trusted;
      PropertyReader.check(
          group, () -> setter.accept(options.clientCertificate(Path.of(chain), Path.of(key))));
    } else if (trusted != null) {
      setter.accept(trusted);
    }
  }

  private void proxy(String group, Consumer<ProxyOptions> setter) {
    ProxyMode mode = properties.get(group + ".mode", PropertyValues.word(ProxyMode.class));
    String host = properties.text(group + ".host");
    Integer port = properties.get(group + ".port", PropertyValues::integer);
    String username = properties.text(group + ".username");
    String password = properties.text(group + ".password");
    List<String> exceptFor = properties.texts(group + ".except-for");
    Boolean privateRoutes = properties.get(group + ".private-routes", PropertyValues::flag);
    if (host == null && (port != null || username != null || password != null)) {
      throw PropertyReader.invalid(
          group + ".host", "it is missing, expected with port and credentials", null);
    }
    if (host != null && port == null) {
      throw PropertyReader.invalid(group + ".port", "it is missing, expected 1 to 65535", null);
    }
    if (username == null && password != null) {
      throw PropertyReader.invalid(
          group + ".username", "it is missing, expected with password", null);
    }
    if (host == null && mode == null && exceptFor.isEmpty() && privateRoutes == null) {
      return;
    }
    PropertyReader.check(
        group,
        () -> {
          ProxyOptions options =
              host != null && port != null
                  ? ProxyOptions.http(host, port)
                  : mode == ProxyMode.NONE ? ProxyOptions.none() : ProxyOptions.fromJvm();
          if (username != null) {
            options = options.credentials(username, password == null ? "" : password);
          }
          options = options.exceptFor(exceptFor.toArray(String[]::new));
          setter.accept(
              Boolean.TRUE.equals(privateRoutes) ? options.alsoForPrivateRoutes() : options);
        });
  }

  private void connectRule(String group, Pinelink.Builder builder) {
    String host = properties.text(group + ".host");
    String project = properties.text(group + ".project");
    String environment = properties.text(group + ".environment");
    List<String> dial = properties.texts(group + ".dial");
    if (host != null || project != null || environment != null || !dial.isEmpty()) {
      PropertyReader.check(
          group, () -> builder.connectRule(rule(host, project, environment, dial)));
    }
  }

  private static ConnectRule rule(
      @Nullable String host,
      @Nullable String project,
      @Nullable String environment,
      List<String> dial) {
    if (host != null && environment != null) {
      throw new IllegalArgumentException("environment is set with host, expected with project");
    }
    if (dial.isEmpty()) {
      throw new IllegalArgumentException("dial is missing, expected a name or address");
    }
    ConnectRule.Dial scope;
    if (host != null && project == null) {
      scope = ConnectRule.forHost(host);
    } else if (project != null && host == null) {
      scope =
          environment == null
              ? ConnectRule.forProject(project)
              : ConnectRule.forProject(project, environment);
    } else {
      throw new IllegalArgumentException("expected exactly one of host and project");
    }
    Matcher first = target(dial.get(0));
    ConnectRule rule = scope.dial(name(first), port(first));
    for (String text : dial.subList(1, dial.size())) {
      Matcher next = target(text);
      rule = rule.orElse(name(next), port(next));
    }
    return rule;
  }

  private static Matcher target(String text) {
    Matcher matcher = TARGET.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "dial is '" + text + "', expected name, name:port or [address]:port");
    }
    return matcher;
  }

  private static String name(Matcher target) {
    String bracketed = target.group("bracketed");
    return bracketed == null ? target.group("plain") : bracketed;
  }

  private static int port(Matcher target) {
    String port = target.group("port");
    return port == null ? IndexHost.DEFAULT_PORT : Integer.parseInt(port);
  }

  private void guard(Pinelink.Builder builder) {
    List<String> ranges = properties.texts("address-guard.allowed-ranges");
    boolean loopback =
        Boolean.TRUE.equals(properties.get("address-guard.allow-loopback", PropertyValues::flag));
    if (loopback || !ranges.isEmpty()) {
      AddressGuard guard = AddressGuard.privateOnly().allowing(ranges.toArray(String[]::new));
      builder.addressGuard(loopback ? guard.allowingLoopback() : guard);
    }
  }
}
