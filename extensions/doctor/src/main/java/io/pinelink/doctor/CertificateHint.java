package io.pinelink.doctor;

import io.pinelink.network.RefusedCertificateException;
import io.pinelink.network.RefusedCertificateException.Reason;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.PrivateLinkCatalog;
import io.pinelink.routing.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A hint from a certificate for other names about the server that a record leads to. */
final class CertificateHint {
  private CertificateHint() {}

  /**
   * Returns what to change if the certificate is only for the hosts of another environment, or for
   * the other form of the host; empty if it is for something else.
   */
  static Optional<String> of(Route route, Throwable failure) {
    IndexHost wanted = IndexHost.parse(route.authority());
    List<IndexHost> presented =
        Stream.iterate(failure, t -> t != null, Throwable::getCause)
            .filter(RefusedCertificateException.class::isInstance)
            .map(RefusedCertificateException.class::cast)
            .filter(refused -> refused.reason() == Reason.WRONG_NAME && !wanted.isLocal())
            .flatMap(refused -> refused.names().stream())
            .flatMap(name -> host(name).stream())
            .toList();
    return presented.stream().anyMatch(host -> isOfSameServers(host, wanted))
        ? Optional.empty()
        : presented.stream().findFirst().map(host -> hint(route, wanted, host));
  }

  private static boolean isOfSameServers(IndexHost one, IndexHost other) {
    return one.environment().equals(other.environment()) && one.isPrivate() == other.isPrivate();
  }

  /** Returns the host of an index that a name in a certificate is for, such as a wildcard. */
  private static Optional<IndexHost> host(String name) {
    try {
      return Optional.of(IndexHost.parse(name.startsWith("*.") ? "any" + name.substring(1) : name))
          .filter(host -> !host.isLocal());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String hint(Route route, IndexHost wanted, IndexHost presented) {
    String environment = wanted.environment().orElseThrow();
    String other = presented.environment().orElseThrow();
    if (environment.equals(other)) {
      return RouteFormatter.record(route)
          + " leads to a server of the "
          + (presented.isPrivate() ? "private" : "public")
          + " form of the host: lead it to one of the "
          + (wanted.isPrivate() ? "private" : "public")
          + " form";
    }
    return RouteFormatter.record(route)
        + " leads to a server of "
        + region(other)
        + ", but the index is in "
        + region(environment)
        + ": lead it to an endpoint of "
        + environment
        + PrivateLinkCatalog.find(environment)
            .map(row -> ", whose service is " + row.serviceName())
            .orElse("");
  }

  private static String region(String environment) {
    return environment
        + PrivateLinkCatalog.find(environment)
            .map(row -> " (" + row.cloud() + " " + row.region() + ")")
            .orElse("");
  }
}
