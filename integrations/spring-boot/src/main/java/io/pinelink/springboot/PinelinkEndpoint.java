package io.pinelink.springboot;

import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Doctor;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.RouteCount;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** The actuator's endpoint {@code pinelink}: routes, numbers of calls, and a diagnosis by index. */
@Endpoint(id = "pinelink")
class PinelinkEndpoint {
  private final Pinelink client;
  private final ConfiguredIndexes indexes;

  PinelinkEndpoint(Pinelink client, ConfiguredIndexes indexes) {
    this.client = client;
    this.indexes = indexes;
  }

  /**
   * The state of the client.
   *
   * @param indexes the route of each declared index, with no content if it was not opened yet
   * @param counts the calls and connections by kind of route
   */
  record State(Map<String, Map<String, Object>> indexes, List<Count> counts) {}

  /** A {@link RouteCount} as the actuator shows it. */
  record Count(String kind, boolean controlPlane, long calls, long connections, long refusals) {
    static Count of(RouteCount count) {
      return new Count(
          JsonWord.of(count.kind()),
          count.controlPlane(),
          count.calls(),
          count.connections(),
          count.refusals());
    }
  }

  /** Returns the routes and counts. Sends nothing. */
  @ReadOperation
  State state() {
    Map<String, Map<String, Object>> routes = new LinkedHashMap<>();
    for (String key : indexes.declared().keySet()) {
      routes.put(key, indexes.route(key).map(RouteDescription::of).orElse(Map.of()));
    }
    return new State(routes, client.routeCounts().stream().map(Count::of).toList());
  }

  /**
   * The findings about an index.
   *
   * @param host the host that was checked
   * @param dataCanFlow whether calls to the index work
   * @param verdict what the service answered to them
   * @param deadAddresses the addresses that accept no connection
   * @param steps the checks, in order
   */
  record Findings(
      String host,
      boolean dataCanFlow,
      String verdict,
      List<String> deadAddresses,
      List<Finding> steps) {}

  /**
   * The finding of one check.
   *
   * @param hint what to do; null if there is nothing to do
   */
  record Finding(String check, String status, String seen, @Nullable String hint) {}

  /**
   * Diagnoses the connection to an index, as {@link Doctor} does. Null, which is reported as not
   * found, if the index is not declared or its host is not known yet.
   */
  @ReadOperation
  @Nullable Findings diagnose(@Selector String index) {
    Optional<IndexHosts> hosts = indexes.hosts(index);
    if (hosts.isEmpty()) {
      return null;
    }
    Diagnosis diagnosis = Doctor.of(client).check(hosts.get());
    return new Findings(
        diagnosis.host(),
        diagnosis.dataCanFlow(),
        JsonWord.of(diagnosis.verdict()),
        diagnosis.deadAddresses().stream().map(InetAddress::getHostAddress).toList(),
        diagnosis.steps().stream()
            .map(
                step ->
                    new Finding(
                        JsonWord.of(step.check()),
                        JsonWord.of(step.status()),
                        step.seen(),
                        step.hint().orElse(null)))
            .toList());
  }
}
