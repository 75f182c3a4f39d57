package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.internal.routing.RouteChoice;
import io.pinelink.internal.routing.Router;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.PrivateLinkCatalog;
import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/** The check of a host without network access: its forms, its route and its environment. */
record HostCheck(Router router, DiagnosisBuilder diagnosis) {

  /** Returns the route of the host; null if it has none. */
  @Nullable RouteChoice host(IndexHosts hosts) {
    try {
      RouteChoice choice = router.choose(hosts);
      String forms = RouteFormatter.forms(router.parse(hosts.host()));
      diagnosis.ok(Check.HOST, forms + "; the route is " + RouteFormatter.path(choice.first()));
      return choice;
    } catch (IllegalArgumentException e) {
      diagnosis.fail(
          Check.HOST,
          String.valueOf(e.getMessage()),
          "give the host of an index, as the console or describeIndex shows it");
      return null;
    }
  }

  private @Nullable String environment(Route route) {
    return route.kind() == Route.Kind.LOCAL
        ? null
        : router.parse(route.host()).environment().orElse(null);
  }

  /** Returns the cloud of a route's environment; null if it is not known. */
  @Nullable Cloud cloud(Route route) {
    String environment = environment(route);
    if (environment == null) {
      return null;
    }
    // Environments outside the catalogue begin with their cloud: aws-us-east-1-26bf.byoc.
    return PrivateLinkCatalog.find(environment)
        .map(PrivateLinkCatalog.Entry::cloud)
        .orElseGet(() -> new Cloud(environment.split("-", 2)[0]));
  }

  void catalogue(Route route) {
    String environment = environment(route);
    if (environment == null) {
      diagnosis.skip(Check.CATALOGUE, "a local host is in no environment");
      return;
    }
    diagnosis.ok(
        Check.CATALOGUE,
        PrivateLinkCatalog.find(environment)
            .map(
                row ->
                    "%s is %s %s, zone %s, endpoint service %s"
                        .formatted(
                            environment,
                            row.cloud(),
                            row.region(),
                            row.privateZone(),
                            row.serviceName()))
            .orElse(environment + " is not in the catalogue, which is not an error"));
  }
}
