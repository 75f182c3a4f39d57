package io.pinelink.internal.doctor;

import io.pinelink.internal.router.IndexHosts;
import io.pinelink.internal.router.RouteChoice;
import io.pinelink.internal.router.Router;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.PrivateLinkCatalog;
import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/** What can be said of a host without asking anybody: its forms, its route, its environment. */
final class HostCheck {
  private final Router router;
  private final Findings findings;

  HostCheck(Router router, Findings findings) {
    this.router = router;
    this.findings = findings;
  }

  /** The route of the host; null if it has none. */
  @Nullable RouteChoice host(IndexHosts hosts) {
    try {
      RouteChoice choice = router.choose(hosts);
      String forms = RouteWords.forms(router.parse(hosts.host()));
      findings.ok(Check.HOST, forms + "; the route is " + RouteWords.way(choice.first()));
      return choice;
    } catch (IllegalArgumentException e) {
      findings.fail(
          Check.HOST,
          String.valueOf(e.getMessage()),
          "give the host of an index, as the console or describeIndex shows it");
      return null;
    }
  }

  void catalogue(Route route) {
    String environment =
        route.kind() == Route.Kind.LOCAL
            ? null
            : router.parse(route.host()).environment().orElse(null);
    if (environment == null) {
      findings.skip(Check.CATALOGUE, "a local host is in no environment");
      return;
    }
    findings.ok(
        Check.CATALOGUE,
        PrivateLinkCatalog.find(environment)
            .map(
                row ->
                    environment
                        + " is "
                        + row.cloud()
                        + " "
                        + row.region()
                        + ", zone "
                        + row.dnsZone()
                        + ", endpoint service "
                        + row.serviceName())
            .orElse(environment + " is not in the catalogue, which is no fault"));
  }
}
