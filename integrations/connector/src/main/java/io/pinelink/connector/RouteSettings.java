package io.pinelink.connector;

import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.RoutePolicy;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies the options of the routes to indexes. */
final class RouteSettings {
  static final String POLICY = "route.policy";

  private static final String PROJECT = "project:";

  /** A host pattern or project, and a name or IPv4 address, or an IPv6 address in brackets. */
  private static final Pattern RULE =
      Pattern.compile(
          "(?<scope>[^=]+)=(?:\\[(?<bracketed>[^]]+)]|(?<plain>[^:\\[\\]]+))(?::(?<port>[0-9]{1,5}))?");

  private RouteSettings() {}

  static void apply(OptionValues values, Pinelink.Builder client) {
    client.routePolicy(policy(values));
    values.set("route.connect.rules", o -> rules(values.list(o)).forEach(client::connectRule));
    values.set("route.trusted.domains", o -> values.list(o).forEach(client::trustedDomain));
    values.setText("route.host.book", file -> client.hostBook(HostBook.load(Path.of(file))));
    values.set("route.allowed.ranges", o -> client.addressGuard(guard(values)));
  }

  private static RoutePolicy policy(OptionValues values) {
    return switch (values.constant(RoutePolicy.Choice.class, POLICY)) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED ->
          RoutePolicy.privatePreferred(values.millis("route.probe.timeout.ms"));
    };
  }

  private static Collection<ConnectRule> rules(List<String> texts) {
    Map<String, ConnectRule> rules = new LinkedHashMap<>();
    for (String text : texts) {
      Matcher matcher = RULE.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("'" + text + "', expected HOST=TARGET");
      }
      String scope = matcher.group("scope").strip();
      String bracketed = matcher.group("bracketed");
      String target = bracketed == null ? matcher.group("plain").strip() : bracketed;
      String number = matcher.group("port");
      int port = number == null ? IndexHost.DEFAULT_PORT : Integer.parseInt(number);
      ConnectRule earlier = rules.get(scope);
      rules.put(
          scope, earlier == null ? scope(scope).dial(target, port) : earlier.orElse(target, port));
    }
    return rules.values();
  }

  private static ConnectRule.Dial scope(String text) {
    return text.startsWith(PROJECT)
        ? ConnectRule.forProject(text.substring(PROJECT.length()))
        : ConnectRule.forHost(text);
  }

  private static AddressGuard guard(OptionValues values) {
    AddressGuard guard =
        AddressGuard.privateOnly()
            .allowing(values.list("route.allowed.ranges").toArray(String[]::new));
    return values.flag("route.allow.loopback") ? guard.allowingLoopback() : guard;
  }
}
