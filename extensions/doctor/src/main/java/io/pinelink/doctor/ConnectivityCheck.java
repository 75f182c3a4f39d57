package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.error.NetworkCause;
import io.pinelink.internal.failure.ConnectPhaseTimeoutException;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.internal.failure.RefusedAddressException;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.internal.routing.RouteChoice;
import io.pinelink.network.RefusedCertificateException.Reason;
import io.pinelink.network.ServerCertificate;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The check of whether a route can be reached, with its own connections: DNS, TCP, TLS.
 *
 * @param step the timeout of DNS and of each address
 */
record ConnectivityCheck(
    AddressResolver resolver,
    BoundedDnsLookup dns,
    PathConnector connector,
    Duration step,
    DiagnosisBuilder diagnosis) {
  private static final String RESOLVER =
      "check this machine's DNS servers, and whether they can be reached from here";

  /** The timeout of each connection that only explains a finding. */
  private static final Duration PROBE = Duration.ofSeconds(3);

  /**
   * Tries the first route of a choice. If there is another one, the whole check has the timeout of
   * the policy, as in the client.
   *
   * @return the attempt that got furthest; null if none was possible or needed
   */
  @Nullable Attempt reach(RouteChoice choice) {
    Route route = choice.first();
    Destination destination = Destination.of(route);
    TimeLimit limit = TimeLimit.with(choice, step);
    List<InetSocketAddress> addresses = addresses(route, destination, limit);
    if (addresses.isEmpty()) {
      diagnosis.skip(Check.TCP, "there is no address to connect to");
      skipAfterTcp("there is no connection");
      return null;
    }
    if (route.plaintext()) {
      diagnosis.skip(Check.TCP, "covered by the calls below");
      skipAfterTcp("the route is plaintext, on loopback");
      return null;
    }
    try {
      List<ConnectTarget> targets =
          dns.within(limit.remaining(), resolver.connectTargets(destination, addresses));
      return shake(route, destination, targets, limit);
    } catch (IOException e) {
      noProxy(route, e);
      return null;
    }
  }

  private List<InetSocketAddress> addresses(Route route, Destination destination, TimeLimit limit) {
    try {
      List<InetSocketAddress> addresses =
          dns.within(limit.remaining(), resolver.addresses(destination));
      diagnosis.addresses(
          addresses.stream()
              .map(InetSocketAddress::getAddress)
              .filter(Objects::nonNull) // unless a proxy resolves it
              .toList());
      diagnosis.ok(
          Check.DNS,
          RouteFormatter.names(route) + " leads to " + RouteFormatter.addresses(addresses));
      return addresses;
    } catch (BoundedDnsLookup.NoAnswerException | ConnectPhaseTimeoutException e) {
      diagnosis.broken(
          Check.DNS, NetworkCause.DNS_TIMEOUT, silent(e, RouteFormatter.names(route)), RESOLVER);
    } catch (IOException e) {
      if (e instanceof RefusedAddressException refused) {
        diagnosis.addresses(List.of(refused.address()));
      }
      diagnosis.broken(Check.DNS, route, e, dnsHint(route, e));
    }
    return List.of();
  }

  private static String dnsHint(Route route, IOException failure) {
    String zone = route.privateZone().orElse(null);
    if (zone == null || !route.dialsHost()) {
      return "check the name that is dialled, and this machine's DNS";
    }
    return failure instanceof RefusedAddressException
        ? "point the wildcard record of the zone "
            + zone
            + " to the private endpoint; if the address is one of your own network, allow its"
            + " range"
        : "create the zone "
            + zone
            + " where this program runs, with a wildcard record that leads to the private endpoint,"
            + " or use a ConnectRule that dials the endpoint by its own name";
  }

  /** Reports that the proxy has no usable address, which is not a failure of the target. */
  private void noProxy(Route route, IOException failure) {
    String name = "the name of the proxy " + RouteFormatter.proxy(route);
    if (failure instanceof BoundedDnsLookup.NoAnswerException
        || failure instanceof ConnectPhaseTimeoutException) {
      diagnosis.broken(Check.TCP, NetworkCause.DNS_TIMEOUT, silent(failure, name), RESOLVER);
    } else if (failure instanceof RefusedAddressException) {
      diagnosis.broken(
          Check.TCP,
          route,
          failure,
          "use a proxy inside the private network, or allow its range in AddressGuard");
    } else {
      diagnosis.broken(
          Check.TCP,
          NetworkCauses.of(failure),
          name + " does not resolve",
          "check ProxyOptions or https.proxyHost, and this machine's DNS");
    }
    skipAfterTcp("there is no connection");
  }

  private void skipAfterTcp(String why) {
    diagnosis.skip(Check.TLS, why);
    diagnosis.skip(Check.PATH_MTU, why);
  }

  private static String silent(IOException failure, String name) {
    return failure instanceof BoundedDnsLookup.NoAnswerException
        ? failure.getMessage() + " for " + name
        : String.valueOf(failure.getMessage());
  }

  private @Nullable Attempt shake(
      Route route, Destination destination, List<ConnectTarget> targets, TimeLimit limit) {
    List<AddressProbe> probes =
        AddressProbe.all(connector, destination, targets, limit.remaining());
    LostAddresses lost = new LostAddresses(route, probes);
    for (AddressProbe probe : probes) {
      Handshake shake = probe.handshake();
      if (shake != null) {
        diagnosis.reserve(shake.handshake());
        lost.report(shake, diagnosis);
        tls(route, shake);
        return new Attempt(probe.target(), shake, null);
      }
    }
    diagnosis.dead(lost.addresses());
    AddressProbe furthest =
        probes.stream().filter(each -> each.isConnected(route)).findFirst().orElse(probes.get(0));
    IOException failure = furthest.failure();
    return failure == null ? null : fail(route, destination, furthest.target(), failure);
  }

  private void tls(Route route, Handshake shake) {
    ServerCertificate certificate = shake.certificate();
    diagnosis.certificate(certificate);
    String seen =
        "%s in %s ms, certificate for %s by %s until %s, ALPN %s"
            .formatted(
                shake.tlsVersion(),
                shake.handshake().toMillis(),
                String.join(", ", certificate.names()),
                certificate.issuer(),
                certificate.notAfter().truncatedTo(ChronoUnit.SECONDS),
                shake.applicationProtocol().isEmpty() ? "none" : shake.applicationProtocol());
    List<String> hints = new ArrayList<>();
    if (!shake.applicationProtocol().equals("h2")) {
      hints.add(
          "gRPC needs HTTP/2, which something on the path does not offer; REST works without it");
    }
    // The certificate of a local server is the developer's own.
    TlsInspection inspection =
        route.kind() == Route.Kind.LOCAL
            ? null
            : TlsInspection.of(shake.chain(), TlsOptions.systemTrust()).orElse(null);
    if (inspection != null) {
      seen += "; " + inspection.seen();
      hints.add(inspection.hint(route));
    }
    diagnosis.passed(Check.TLS, seen, hints);
  }

  /** Attributes a failed handshake to TCP, to TLS or to the size of packets. */
  private Attempt fail(
      Route route, Destination destination, ConnectTarget target, IOException failure) {
    NetworkCause cause = NetworkCauses.ofUnconnected(failure, route);
    if (!AddressProbe.isConnected(cause)) {
      diagnosis.broken(Check.TCP, route, failure, tcpHint(route, failure));
      skipAfterTcp("there is no connection");
    } else if (cause == NetworkCause.HANDSHAKE_TIMEOUT && !Thread.currentThread().isInterrupted()) {
      SilentHandshake.at(target, destination, connector, PROBE).report(route, failure, diagnosis);
    } else {
      diagnosis.reserveAll();
      diagnosis.ok(Check.TCP, "a connection was established");
      diagnosis.broken(Check.TLS, route, failure, tlsHint(route, failure));
      diagnosis.skip(Check.PATH_MTU, "there is no TLS connection");
    }
    return new Attempt(target, null, cause);
  }

  private static String tlsHint(Route route, IOException failure) {
    return NetworkCauses.refusedCertificate(failure)
        .filter(refused -> refused.reason() == Reason.UNKNOWN_ISSUER)
        .map(
            refused ->
                TlsInspection.product(refused.issuer())
                        .map(name -> name + " decrypts TLS on the path: exclude ")
                        .orElse("if a proxy decrypts TLS on the path, exclude ")
                    + RouteFormatter.pattern(route)
                    + " from inspection; if the server's authority is your own, trust it with"
                    + " TlsOptions.alsoTrusting or --ca")
        .or(() -> CertificateHint.of(route, failure))
        .orElseGet(() -> "check what answers there: " + RouteFormatter.targets(route));
  }

  private static String tcpHint(Route route, IOException failure) {
    NetworkCause cause = NetworkCauses.of(failure);
    if (cause == NetworkCause.PROXY_REFUSED || cause == NetworkCause.PROXY_UNREACHABLE) {
      return "check the proxy " + RouteFormatter.proxy(route) + ", and what it can reach";
    }
    return switch (route.kind()) {
      case PUBLIC -> "check this machine's connection to the internet";
      case LOCAL -> "check whether the server there is running";
      case PRIVATE ->
          cause == NetworkCause.CONNECTION_REFUSED
              ? "something answers, but not on this port: check whether the address is the"
                  + " endpoint's"
              : "DNS is fine; check the endpoint's state, its security group (port 443 from"
                  + " here), and the route to its subnet";
    };
  }

  /**
   * The time limits of the check.
   *
   * @param step the timeout of each step
   * @param all the deadline of the whole check; null for none
   */
  private record TimeLimit(Duration step, @Nullable Deadline all) {
    static TimeLimit with(RouteChoice choice, Duration step) {
      RoutePolicy policy = choice.first().policy().orElse(null);
      return policy == null || choice.otherwise() == null
          ? new TimeLimit(step, null)
          : new TimeLimit(step, Deadline.after(policy.timeout().orElse(step)));
    }

    /** Returns the timeout of what starts now. */
    Duration remaining() {
      return all == null ? step : all.remaining();
    }
  }
}
