package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.error.NetworkCause;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.routing.Route;
import io.pinelink.spi.dial.ConnectTarget;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The addresses of a host that cannot be used, although another one can. */
final class LostAddresses {
  /** The beginning of addresses that stand for IPv4 addresses, 64:ff9b::/96 (RFC 6052). */
  private static final String NAT64 = "64:ff9b:0:0:0:0:";

  /** The network refuses a connection in less time; no answer takes more. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private static final String CONTINUES =
      "the client tries another address a moment later, which delays new connections a little";

  private final Route route;
  private final List<AddressProbe> dead;
  private final Map<String, String> refusing = new TreeMap<>();
  private final Set<String> families = new TreeSet<>();

  /**
   * @param probes the results of all addresses
   */
  LostAddresses(Route route, List<AddressProbe> probes) {
    this.route = route;
    this.dead = probes.stream().filter(probe -> !probe.isConnected(route)).toList();
    Set<String> alive =
        probes.stream()
            // If the proxy failed, or its own network, this says nothing of the address.
            .filter(probe -> probe.isConnected(route) || probe.target().proxy() != null)
            .map(probe -> family(probe.target()))
            .collect(Collectors.toSet());
    for (AddressProbe probe : probes) {
      IOException failure = probe.failure();
      if (failure != null && probe.isConnected(route)) {
        NetworkCause cause = probe.cause(route);
        refusing.put(
            RouteFormatter.address(probe.target().target()),
            NetworkCauses.describe(cause, route, failure));
      }
      if (!alive.contains(family(probe.target()))) {
        families.add(family(probe.target()));
      }
    }
  }

  /** Returns the addresses that accept no connection. */
  List<InetAddress> addresses() {
    return dead.stream()
        .filter(probe -> probe.target().proxy() == null)
        .map(probe -> probe.target().target().getAddress())
        .filter(Objects::nonNull)
        .toList();
  }

  /** Reports the step TCP, in which one address answered. */
  void report(Handshake shake, DiagnosisBuilder diagnosis) {
    StringBuilder seen =
        new StringBuilder(RouteFormatter.address(shake.target().target()))
            .append(" answered in ")
            .append(shake.connect().toMillis())
            .append(" ms");
    List<String> hints = new ArrayList<>();
    boolean nat64 = isNat64(shake.target()) && families.contains("IPv4");
    if (!dead.isEmpty()) {
      seen.append("; no connection to ").append(each());
      if (nat64) {
        seen.append(": this machine reaches IPv4 through NAT64 only");
      } else if (families.isEmpty()) {
        hints.add(
            "%s; check why %s not accept one"
                .formatted(CONTINUES, dead.size() == 1 ? "that does" : "those do"));
      } else {
        String family = families.iterator().next();
        seen.append(": ").append(family).append(" does not work from here");
        hints.add(CONTINUES + ": " + repair(family));
      }
    }
    refusing.forEach(
        (address, why) -> seen.append("; TLS fails at ").append(address).append(": ").append(why));
    if (!refusing.isEmpty()) {
      hints.add(
          "check what answers at %s: new connections can begin there"
              .formatted(String.join(", ", refusing.keySet())));
    }
    if (!nat64) {
      diagnosis.dead(addresses());
    }
    diagnosis.passed(Check.TCP, seen.toString(), hints);
  }

  /** Returns each dead address with what happened there. */
  private String each() {
    return dead.stream().map(this::one).distinct().collect(Collectors.joining(", "));
  }

  private String one(AddressProbe probe) {
    String address = RouteFormatter.address(probe.target().target());
    if (probe.cause(route) == NetworkCause.CONNECTION_REFUSED) {
      return address + ", which refuses it";
    }
    return probe.took().compareTo(AT_ONCE) < 0
        ? address + ", to which there is no route"
        : address + " within " + DurationText.of(probe.took());
  }

  /** IPv4 is never to be removed: its records may be all that other machines can use. */
  private String repair(String family) {
    boolean six = family.equals("IPv6");
    boolean own = route.kind() == Route.Kind.PRIVATE;
    return (six && own && route.dialsHost() ? "remove the AAAA records from the zone, or " : "")
        + (own
            ? "repair the route and the security group for "
            : "repair this machine's route for ")
        + family
        + (six ? ", or run the JVM with -Djava.net.preferIPv4Stack=true" : "");
  }

  private static boolean isNat64(ConnectTarget target) {
    InetAddress address = target.target().getAddress();
    return address != null && address.getHostAddress().startsWith(NAT64);
  }

  private static String family(ConnectTarget target) {
    return target.target().getAddress() instanceof Inet6Address ? "IPv6" : "IPv4";
  }
}
