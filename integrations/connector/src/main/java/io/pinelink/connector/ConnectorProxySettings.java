package io.pinelink.connector;

import io.pinelink.network.ProxyOptions;
import java.util.function.Consumer;

/** Applies the options of the HTTP proxy to indexes or to the control plane. */
final class ConnectorProxySettings {
  private static final String MODE = "mode";
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";
  private static final String EXCEPT_FOR = "except.for";
  private static final String PRIVATE_ROUTES = "private.routes";

  private ConnectorProxySettings() {}

  static void apply(OptionValues values, Consumer<ProxyOptions> setter) {
    if (values.isSet(HOST) && values.number(PORT) == 0) {
      values.refuse(PORT, "is missing, expected with " + values.name(HOST));
    } else if (!values.isSet(HOST)
        && (values.number(PORT) > 0 || values.isSet(USERNAME) || values.isSet(PASSWORD))) {
      values.refuse(HOST, "is missing, expected with a port and credentials");
    } else if (values.isSet(PASSWORD) && !values.isSet(USERNAME)) {
      values.refuse(USERNAME, "is missing, expected with " + values.name(PASSWORD));
    } else if (values.text(MODE).equals("unset") && !values.isSet(HOST)) {
      refuseLimits(values);
    } else {
      values.set(
          HOST,
          o -> {
            ProxyOptions proxy = proxy(values);
            values.set(EXCEPT_FOR, e -> setter.accept(limited(proxy, values)));
          });
    }
  }

  /** Refuses limits of a proxy that is the one of indexes, which they would replace. */
  private static void refuseLimits(OptionValues values) {
    String reason = "has no effect without " + values.name(HOST) + " or " + values.name(MODE);
    if (values.isSet(EXCEPT_FOR)) {
      values.refuse(EXCEPT_FOR, reason);
    }
    if (values.flag(PRIVATE_ROUTES)) {
      values.refuse(PRIVATE_ROUTES, reason);
    }
  }

  private static ProxyOptions proxy(OptionValues values) {
    if (!values.isSet(HOST)) {
      return values.text(MODE).equals("none") ? ProxyOptions.none() : ProxyOptions.fromJvm();
    }
    ProxyOptions proxy = ProxyOptions.http(values.text(HOST), values.integer(PORT));
    return values.isSet(USERNAME)
        ? proxy.credentials(values.text(USERNAME), values.text(PASSWORD))
        : proxy;
  }

  private static ProxyOptions limited(ProxyOptions proxy, OptionValues values) {
    ProxyOptions limited = proxy.exceptFor(values.list(EXCEPT_FOR).toArray(String[]::new));
    return values.flag(PRIVATE_ROUTES) ? limited.alsoForPrivateRoutes() : limited;
  }
}
