package io.pinelink;

import io.pinelink.error.NetworkCause;
import io.pinelink.internal.Handshake;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.HttpProxy;
import io.pinelink.routing.RefusedAddressException;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Destination;
import io.pinelink.spi.Dialler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a route can be reached, by connections of its own: DNS, TCP, TLS. */
final class ReachCheck {
  private final Dialler dialler;
  private final Duration most;
  private final Findings findings;

  ReachCheck(Dialler dialler, Duration most, Findings findings) {
    this.dialler = dialler;
    this.most = most;
    this.findings = findings;
  }

  /** What was agreed on in the end; null if it was not, or need not be. */
  @Nullable Handshake reach(Route route) {
    Destination destination = Destination.of(route);
    List<InetSocketAddress> addresses = dns(route, destination);
    if (addresses.isEmpty()) {
      findings.skip(Check.TCP, "there is no address to connect to");
      findings.skip(Check.TLS, "there is no connection");
      return null;
    }
    if (route.plaintext()) {
      findings.skip(Check.TCP, "shown by the calls below");
      findings.skip(Check.TLS, "the route is plaintext, on loopback");
      return null;
    }
    return shake(route, destination, addresses);
  }

  private List<InetSocketAddress> dns(Route route, Destination destination) {
    try {
      List<InetSocketAddress> addresses = dialler.addresses(destination);
      findings.ok(
          Check.DNS, RouteWords.names(route) + " leads to " + RouteWords.addresses(addresses));
      return addresses;
    } catch (IOException e) {
      findings.broken(Check.DNS, route, e, dnsHint(route, e));
      return List.of();
    }
  }

  private static String dnsHint(Route route, IOException failure) {
    String zone = route.privateZone();
    if (zone == null || !route.dialsHost()) {
      return "look at the name that is dialled, and at this machine's DNS";
    }
    return failure instanceof RefusedAddressException
        ? "let the wildcard record of the zone "
            + zone
            + " lead to the private endpoint; if the address is one of your own network, allow its"
            + " range"
        : "create the zone "
            + zone
            + " where this program runs, with a wildcard record that leads to the private endpoint,"
            + " or use a ConnectRule that dials the endpoint by its own name";
  }

  private @Nullable Handshake shake(
      Route route, Destination destination, List<InetSocketAddress> addresses) {
    List<String> failed = new ArrayList<>();
    IOException furthest = null;
    for (InetSocketAddress address : addresses) {
      try {
        HttpProxy proxy = destination.options().proxy();
        InetSocketAddress through = proxy == null ? null : dialler.proxyAddresses(proxy).get(0);
        Handshake shake = Handshake.with(destination, address, through, Deadline.after(most));
        tcp(shake, failed);
        tls(shake);
        return shake;
      } catch (IOException e) {
        furthest = furthest == null || connected(route, e) ? e : furthest;
        failed.add(RouteWords.address(address));
      }
    }
    if (furthest != null) {
      fail(route, furthest);
    }
    return null;
  }

  private void tcp(Handshake shake, List<String> failed) {
    String seen =
        RouteWords.address(shake.address()) + " answered in " + shake.connect().toMillis() + " ms";
    if (failed.isEmpty()) {
      findings.ok(Check.TCP, seen);
    } else {
      findings.warn(
          Check.TCP,
          seen + "; no good answer from " + String.join(", ", failed),
          "the client goes on to the next address, which costs the time to connect; look at why"
              + " those do not answer");
    }
  }

  private void tls(Handshake shake) {
    Handshake.Certificate certificate = shake.certificate();
    String seen =
        shake.tlsVersion()
            + " in "
            + shake.handshake().toMillis()
            + " ms, certificate for "
            + String.join(", ", certificate.names())
            + " by "
            + certificate.issuer()
            + " until "
            + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS)
            + ", ALPN "
            + (shake.applicationProtocol().isEmpty() ? "none" : shake.applicationProtocol());
    if (shake.applicationProtocol().equals("h2")) {
      findings.ok(Check.TLS, seen);
    } else {
      findings.warn(
          Check.TLS,
          seen,
          "gRPC needs HTTP/2, which something on the way does not offer; REST works without it");
    }
  }

  /** Puts a failed handshake down to TCP or to TLS. */
  private void fail(Route route, IOException failure) {
    if (connected(route, failure)) {
      findings.ok(Check.TCP, "a connection was made");
      findings.broken(
          Check.TLS, route, failure, "look at what answers there: " + RouteWords.targets(route));
    } else {
      findings.broken(Check.TCP, route, failure, tcpHint(route, failure));
      findings.skip(Check.TLS, "there is no connection");
    }
  }

  private static boolean connected(Route route, IOException failure) {
    return switch (NetworkCause.ofUnconnected(failure, route)) {
      case CONNECT_TIMEOUT, CONNECTION_REFUSED, UNKNOWN_HOST, PROXY_REFUSED -> false;
      default -> true;
    };
  }

  private static String tcpHint(Route route, IOException failure) {
    if (route.kind() != Route.Kind.PRIVATE) {
      return "look at this machine's way to the internet";
    }
    return NetworkCause.of(failure) == NetworkCause.CONNECTION_REFUSED
        ? "something answers, but not on this port: look whether the address is the endpoint's"
        : "DNS is fine; look at the endpoint's state, its security group (port 443 from here), and"
            + " the route to its subnet";
  }
}
