package io.pinelink.internal.doctor;

import io.pinelink.internal.connect.Handshake;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.spi.dial.ConnectTarget;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The addresses of a host that do not answer, although another one does. */
final class LostAddresses {
  /** A refusal takes less time than this, no answer more. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Set<String> addresses = new TreeSet<>();
  private final Set<String> families = new TreeSet<>();
  private Duration lost = Duration.ZERO;

  void add(ConnectTarget target, Duration after) {
    addresses.add(RouteFormatter.address(target.target()));
    families.add(family(target));
    lost = lost.compareTo(after) < 0 ? after : lost;
  }

  /**
   * Returns the first of some further targets that has another family than the one that answered,
   * unless one of that family is already lost. The client connects to addresses in random order, so
   * that it reaches it as often.
   */
  Optional<ConnectTarget> ofOtherFamily(ConnectTarget answered, List<ConnectTarget> further) {
    return further.stream()
        .filter(target -> target.proxy() == null)
        .filter(target -> !family(target).equals(family(answered)))
        .filter(target -> !families.contains(family(target)))
        .findFirst();
  }

  void report(Handshake shake, DiagnosisBuilder diagnosis) {
    String seen =
        RouteFormatter.address(shake.target().target())
            + " answered in "
            + shake.connect().toMillis()
            + " ms";
    if (addresses.isEmpty()) {
      diagnosis.ok(Check.TCP, seen);
      return;
    }
    seen += "; no usable answer from " + String.join(", ", addresses);
    String dead = families.iterator().next();
    if (families.size() > 1 || dead.equals(family(shake.target()))) {
      diagnosis.warn(
          Check.TCP,
          seen,
          "the client continues with the next address, which delays the connect; check why"
              + " those do not answer");
      return;
    }
    boolean six = dead.equals("IPv6");
    diagnosis.warn(
        Check.TCP,
        seen + " after " + lost.toMillis() + " ms: " + dead + " does not work from here",
        (lost.compareTo(AT_ONCE) < 0
                ? "the client continues with the next address: remove the "
                : "each connection that begins with it loses the connect timeout: remove the ")
            + (six ? "AAAA" : "A")
            + " records from the zone, or repair the route and the security group for "
            + dead
            + (six ? ", or run the JVM with -Djava.net.preferIPv4Stack=true" : ""));
  }

  private static String family(ConnectTarget target) {
    InetSocketAddress address = target.target();
    return address.getAddress() instanceof Inet6Address ? "IPv6" : "IPv4";
  }
}
