package io.pinelink.internal.doctor;

import io.pinelink.internal.connect.Handshake;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Route;
import io.pinelink.spi.dial.ConnectTarget;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The addresses of a host that cannot be used, although another one can. */
final class LostAddresses {
  /** A refusal takes less time than this, no answer more. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  /** The beginning of addresses that stand for IPv4 addresses, 64:ff9b::/96 (RFC 6052). */
  private static final String NAT64 = "64:ff9b:0:0:0:0:";

  private static final String CONTINUES = "the client continues with the next address";

  private final Set<String> unconnected = new TreeSet<>();
  private final Map<String, String> connected = new TreeMap<>();
  private final Set<String> families = new TreeSet<>();
  private final Set<String> spared = new HashSet<>();
  private Duration lost = Duration.ZERO;

  /** Adds an address to which no connection can be made. */
  void add(ConnectTarget target, Duration after) {
    unconnected.add(RouteFormatter.address(target.target()));
    families.add(family(target));
    lost = lost.compareTo(after) < 0 ? after : lost;
    if (target.proxy() != null) {
      spareFamily(target); // The proxy failed, or its own network.
    }
  }

  /** Adds an address that accepts connections, and the reason for which they fail in TLS. */
  void addConnected(ConnectTarget target, String why) {
    connected.put(RouteFormatter.address(target.target()), why);
    spareFamily(target);
  }

  /** One address of the family can be reached, or was not tried. */
  void spareFamily(ConnectTarget target) {
    spared.add(family(target));
  }

  /**
   * Returns the further targets of another family than the one that answered, if that family can
   * still turn out as lost. The client connects to addresses in random order, so that it reaches
   * them as often.
   */
  List<ConnectTarget> ofOtherFamily(ConnectTarget answered, List<ConnectTarget> further) {
    return further.stream()
        .filter(target -> target.proxy() == null)
        .filter(target -> !family(target).equals(family(answered)))
        .filter(target -> !spared.contains(family(target)))
        .toList();
  }

  void report(Route route, Handshake shake, DiagnosisBuilder diagnosis) {
    StringBuilder seen =
        new StringBuilder(RouteFormatter.address(shake.target().target()))
            .append(" answered in ")
            .append(shake.connect().toMillis())
            .append(" ms");
    List<String> hints = new ArrayList<>();
    if (!unconnected.isEmpty()) {
      seen.append("; no connection to ").append(String.join(", ", unconnected));
      spareFamily(shake.target());
      boolean dead = families.size() == 1 && spared.stream().noneMatch(families::contains);
      if (!dead) {
        hints.add(CONTINUES + ", which delays the connect; check why those do not answer");
      } else if (isNat64(shake.target()) && families.contains("IPv4")) {
        seen.append(": this machine reaches IPv4 through NAT64 only");
      } else {
        String family = families.iterator().next();
        seen.append(" after ").append(lost.toMillis()).append(" ms: ").append(family);
        seen.append(" does not work from here");
        hints.add(repair(route, family));
      }
    }
    connected.forEach(
        (address, why) -> seen.append("; TLS fails at ").append(address).append(": ").append(why));
    if (!connected.isEmpty()) {
      hints.add(
          "check what answers at "
              + String.join(", ", connected.keySet())
              + ": new connections can begin there");
    }
    if (hints.isEmpty()) {
      diagnosis.ok(Check.TCP, seen.toString());
    } else {
      diagnosis.warn(Check.TCP, seen.toString(), String.join("; ", hints));
    }
  }

  /** IPv4 is never to be removed: its records may be all that other machines can use. */
  private String repair(Route route, String family) {
    boolean six = family.equals("IPv6");
    boolean own = route.kind() == Route.Kind.PRIVATE;
    return (lost.compareTo(AT_ONCE) < 0
            ? CONTINUES + ": "
            : "each connection that begins with it loses the connect timeout: ")
        + (six && own && route.dialsHost() ? "remove the AAAA records from the zone, or " : "")
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
