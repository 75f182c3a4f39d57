package io.pinelink.connector;

import static io.pinelink.connector.ConnectorOption.Importance.HIGH;
import static io.pinelink.connector.ConnectorOption.Importance.LOW;
import static io.pinelink.connector.ConnectorOption.Importance.MEDIUM;

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

/** The routes to indexes. */
final class RoutingGroup implements ClientGroup {
  static final String POLICY = "route.policy";

  private static final String PROBE_TIMEOUT = "route.probe.timeout.ms";
  private static final String CONNECT_RULES = "route.connect.rules";
  private static final String TRUSTED_DOMAINS = "route.trusted.domains";
  private static final String HOST_BOOK = "route.host.book";
  private static final String ALLOWED_RANGES = "route.allowed.ranges";
  private static final String ALLOW_LOOPBACK = "route.allow.loopback";
  private static final String PROJECT = "project:";

  /** A host pattern or project, and a name or IPv4 address, or an IPv6 address in brackets. */
  private static final Pattern RULE =
      Pattern.compile(
          "(?<scope>[^=]+)=(?:\\[(?<bracketed>[^]]+)]|(?<plain>[^:\\[\\]]+))(?::(?<port>[0-9]{1,5}))?");

  @Override
  public List<ConnectorOption> options() {
    return new OptionDefinitions("Routing")
        .choice(
            POLICY,
            HIGH,
            OptionDefinitions.names(RoutePolicy.Choice.values()),
            "Which form of an index host to dial. With `private-required` no data crosses a public"
                + " route: a task fails at its start if there is no private one.")
        .millis(
            PROBE_TIMEOUT, LOW, 2_000, "How long `private-preferred` waits for the private form.")
        .list(
            CONNECT_RULES,
            MEDIUM,
            "",
            "Targets to dial instead of the addresses of hosts, as `HOST=TARGET`. HOST is a whole"
                + " name, `*.` and a suffix, or `project:` and a project id. TARGET is a name or an"
                + " address, with a port unless it is 443. Several targets of a HOST are tried in"
                + " order.")
        .list(TRUSTED_DOMAINS, LOW, "", "Domains of your own whose hosts may receive the API key.")
        .file(
            HOST_BOOK,
            MEDIUM,
            "File with the hosts of indexes, which are looked up there before the control plane is"
                + " asked.")
        .list(
            ALLOWED_RANGES,
            LOW,
            "",
            "Ranges that private routes may lead to besides private ones, such as 203.0.113.0/24.")
        .flag(ALLOW_LOOPBACK, false, "Whether private routes may lead to loopback, for tunnels.")
        .list();
  }

  @Override
  public void apply(OptionValues values, Pinelink.Builder client) {
    client.routePolicy(policy(values));
    values.set(CONNECT_RULES, o -> rules(values.list(o)).forEach(client::connectRule));
    values.set(TRUSTED_DOMAINS, o -> values.list(o).forEach(client::trustedDomain));
    values.setText(HOST_BOOK, file -> client.hostBook(HostBook.load(Path.of(file))));
    values.set(ALLOWED_RANGES, o -> client.addressGuard(guard(values)));
  }

  private static RoutePolicy policy(OptionValues values) {
    return switch (values.constant(RoutePolicy.Choice.class, POLICY)) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED -> RoutePolicy.privatePreferred(values.millis(PROBE_TIMEOUT));
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
        AddressGuard.privateOnly().allowing(values.list(ALLOWED_RANGES).toArray(String[]::new));
    return values.flag(ALLOW_LOOPBACK) ? guard.allowingLoopback() : guard;
  }
}
