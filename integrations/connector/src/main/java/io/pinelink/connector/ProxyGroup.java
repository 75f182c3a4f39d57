package io.pinelink.connector;

import static io.pinelink.connector.ConnectorOption.Importance.LOW;
import static io.pinelink.connector.ConnectorOption.Importance.MEDIUM;

import io.pinelink.Pinelink;
import io.pinelink.network.ProxyOptions;
import java.util.List;
import java.util.function.BiConsumer;

/** The HTTP proxy to indexes or to the control plane. */
final class ProxyGroup implements ClientGroup {
  private static final String JVM = "jvm";
  private static final String NONE = "none";

  /** As for indexes. */
  private static final String UNSET = "unset";

  private final String title;
  private final List<String> modes;
  private final BiConsumer<Pinelink.Builder, ProxyOptions> setter;
  private final String mode;
  private final String host;
  private final String port;
  private final String username;
  private final String password;
  private final String exceptFor;
  private final String privateRoutes;

  private ProxyGroup(
      String title,
      String prefix,
      List<String> modes,
      BiConsumer<Pinelink.Builder, ProxyOptions> setter) {
    this.title = title;
    this.modes = modes;
    this.setter = setter;
    this.mode = prefix + "mode";
    this.host = prefix + "host";
    this.port = prefix + "port";
    this.username = prefix + "username";
    this.password = prefix + "password";
    this.exceptFor = prefix + "except.for";
    this.privateRoutes = prefix + "private.routes";
  }

  static ProxyGroup shared() {
    return new ProxyGroup("Proxy", "proxy.", List.of(JVM, NONE), Pinelink.Builder::proxy);
  }

  static ProxyGroup ofControlPlane() {
    return new ProxyGroup(
        "Proxy of the control plane",
        "control.plane.proxy.",
        List.of(UNSET, JVM, NONE),
        Pinelink.Builder::controlPlaneProxy);
  }

  @Override
  public List<ConnectorOption> options() {
    return new OptionDefinitions(title)
        .choice(
            mode,
            LOW,
            modes,
            "Whether to use the proxy that the system properties of the JVM name (`jvm`), or"
                + " `none`."
                + (modes.contains(UNSET) ? " `unset`: as for indexes." : "")
                + " Has no effect with a host.")
        .text(host, MEDIUM, "", "Host of an HTTP proxy.")
        .number(port, MEDIUM, 0, 0, 65_535, "Port of the HTTP proxy.")
        .text(username, LOW, "", "User at the proxy.")
        .secret(password, LOW, "Password at the proxy.")
        .list(
            exceptFor,
            LOW,
            "",
            "Hosts that are connected to directly: whole names, or `*.` and a suffix.")
        .flag(privateRoutes, false, "Whether private routes use the proxy too.")
        .list();
  }

  @Override
  public void apply(OptionValues values, Pinelink.Builder client) {
    if (values.isSet(host) && values.number(port) == 0) {
      values.refused().accept(port, "is missing, expected with " + host);
    } else if (!values.isSet(host)
        && (values.number(port) > 0 || values.isSet(username) || values.isSet(password))) {
      values.refused().accept(host, "is missing, expected with a port and credentials");
    } else if (values.isSet(password) && !values.isSet(username)) {
      values.refused().accept(username, "is missing, expected with " + password);
    } else if (isUnset(values)) {
      refuseLimits(values);
    } else {
      values.set(
          host,
          o -> {
            ProxyOptions proxy = proxy(values);
            values.set(exceptFor, e -> setter.accept(client, limited(proxy, values)));
          });
    }
  }

  private boolean isUnset(OptionValues values) {
    return values.text(mode).equals(UNSET) && !values.isSet(host);
  }

  /** Refuses limits of a proxy that is not of this group, which they would replace. */
  private void refuseLimits(OptionValues values) {
    String reason = "has no effect without " + host + " or " + mode;
    if (values.isSet(exceptFor)) {
      values.refused().accept(exceptFor, reason);
    }
    if (values.flag(privateRoutes)) {
      values.refused().accept(privateRoutes, reason);
    }
  }

  private ProxyOptions proxy(OptionValues values) {
    if (!values.isSet(host)) {
      return values.text(mode).equals(NONE) ? ProxyOptions.none() : ProxyOptions.fromJvm();
    }
    ProxyOptions proxy = ProxyOptions.http(values.text(host), values.integer(port));
    return values.isSet(username)
        ? proxy.credentials(values.text(username), values.text(password))
        : proxy;
  }

  private ProxyOptions limited(ProxyOptions proxy, OptionValues values) {
    ProxyOptions limited = proxy.exceptFor(values.list(exceptFor).toArray(String[]::new));
    return values.flag(privateRoutes) ? limited.alsoForPrivateRoutes() : limited;
  }
}
