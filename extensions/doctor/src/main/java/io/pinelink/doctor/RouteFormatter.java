package io.pinelink.doctor;

import io.pinelink.internal.hosttext.AddressText;
import io.pinelink.network.AddressClass;
import io.pinelink.network.HttpProxy;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats hosts, routes and addresses for a diagnosis. */
final class RouteFormatter {
  private RouteFormatter() {}

  /** Returns the form of a host, and its other form. */
  static String forms(IndexHost host) {
    if (host.isLocal()) {
      return "a local host, which has one form";
    }
    return host.isPrivate()
        ? "a private form; the public one is " + host.publicHost()
        : "a public form; the private one is " + host.privateHost();
  }

  /** Returns a route without its host, which is already shown. */
  static String path(Route route) {
    String dialled = route.dialsHost() ? "" : ", dialled at " + targets(route);
    return kind(route) + dialled + " (" + route.reason() + ")";
  }

  static String kind(Route route) {
    return route.kind().toString().toLowerCase(Locale.ROOT);
  }

  /** Returns the targets to dial, with ports. */
  static String targets(Route route) {
    return route.dial().stream().map(AddressText::of).collect(Collectors.joining(", "));
  }

  /** Returns the names to dial. */
  static String names(Route route) {
    return route.dial().stream()
        .map(InetSocketAddress::getHostString)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * Returns addresses with the class of each, sorted, since the resolver returns them in random
   * order.
   */
  static String addresses(List<InetSocketAddress> addresses) {
    return addresses.stream()
        .map(address -> classed(address, name(address)))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Returns addresses with the class of each, sorted. */
  static String classed(List<InetAddress> addresses) {
    return addresses(addresses.stream().map(each -> new InetSocketAddress(each, 0)).toList());
  }

  /** Returns the DNS zone that answers for the dialled name. */
  static String zone(Route route) {
    return route
        .privateZone()
        .filter(zone -> route.dialsHost())
        .map(zone -> "the zone " + zone)
        .orElseGet(() -> "the zone of " + names(route));
  }

  /** Returns what leads to the addresses that are dialled: a record in DNS, or a rule. */
  static String record(Route route) {
    return route.dialsHost()
        ? route
            .privateZone()
            .map(zone -> "the wildcard record of the zone " + zone)
            .orElse("the record of " + route.host())
        : "the ConnectRule that dials " + targets(route);
  }

  /** Returns one address with its port and class. */
  static String address(InetSocketAddress address) {
    return classed(address, AddressText.withPort(name(address), address.getPort()));
  }

  /** Returns the pattern of hosts to name in settings for a route: its zone if it has one. */
  static String pattern(Route route) {
    return route.privateZone().map(zone -> "*." + zone).orElse(route.host());
  }

  static String proxy(Route route) {
    return route.dialOptions().proxy().map(HttpProxy::toString).orElse("no proxy");
  }

  private static String name(InetSocketAddress address) {
    InetAddress found = address.getAddress();
    return found == null ? address.getHostString() : found.getHostAddress();
  }

  private static String classed(InetSocketAddress address, String shown) {
    InetAddress found = address.getAddress();
    return shown + " (" + (found == null ? "the proxy resolves it" : AddressClass.of(found)) + ")";
  }
}
