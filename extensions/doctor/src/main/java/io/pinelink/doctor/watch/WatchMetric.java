package io.pinelink.doctor.watch;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.network.AddressClass;
import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import io.pinelink.telemetry.CallAttributes;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A metric of a watch, for exporters. All exporters use these names, so that alerts and dashboards
 * work with any of them.
 *
 * @param name the name, such as {@code pinelink.watch.health}
 * @param description one line
 * @param unit the unit, such as {@code seconds}; empty for none
 * @param counter whether the values only grow; otherwise it is a gauge
 * @param samples the values
 */
public record WatchMetric(
    String name, String description, String unit, boolean counter, List<Sample> samples) {
  /** The health of a host, after hysteresis: {@code up}, {@code degraded} or {@code down}. */
  public static final String HEALTH = "pinelink.watch.health";

  /** The answer of the service to calls, such as {@code answered} or {@code quota_exhausted}. */
  public static final String VERDICT = "pinelink.watch.verdict";

  /** The check of a sample, such as {@code dns}. */
  public static final String CHECK = "pinelink.watch.check";

  /** The status of a check: {@code ok}, {@code warning}, {@code failed} or {@code skipped}. */
  public static final String STATUS = "pinelink.watch.status";

  /** The address of a sample. */
  public static final String ADDRESS = "network.peer.address";

  private static final int MAX_ADDRESSES = 32;
  private static final double NANOS_OF_SECOND = 1_000_000_000;

  /** Copies the samples. */
  public WatchMetric {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(description, "description is null");
    Objects.requireNonNull(unit, "unit is null");
    samples = List.copyOf(Objects.requireNonNull(samples, "samples is null"));
  }

  /**
   * One value.
   *
   * @param tags the names and values of the tags, in the same order in all samples of a metric
   */
  public record Sample(Map<String, String> tags, double value) {
    /** Checks that the tags are not null. */
    public Sample {
      Objects.requireNonNull(tags, "tags is null");
    }
  }

  /**
   * Returns the metrics of hosts. A host has no samples, except for its numbers of checks, before
   * its first check has ended.
   *
   * @param now the time from which the remaining time of certificates is counted
   */
  public static List<WatchMetric> of(Collection<WatchedHost> hosts, Instant now) {
    Objects.requireNonNull(hosts, "hosts is null");
    Objects.requireNonNull(now, "now is null");
    Samples health =
        new Samples(HEALTH, "Health of the route after hysteresis, 1 for the current one", "");
    Samples verdicts =
        new Samples(
            VERDICT,
            "What the service answered to the calls of the last run, 1 for the current verdict",
            "");
    Samples statuses =
        new Samples(
            "pinelink.watch.check.status",
            "Status of each check of the last run, 1 for the current one",
            "");
    Samples durations =
        new Samples(
            "pinelink.watch.check.duration", "Duration of each check of the last run", "seconds");
    Samples routes =
        new Samples(
            "pinelink.watch.route",
            "Network that calls crossed in the last run, 1 for the current one",
            "");
    Samples addresses =
        new Samples(
            "pinelink.watch.address",
            "Addresses that the name led to in the last run, always 1",
            "");
    Samples remaining =
        new Samples(
            "pinelink.watch.certificate.remaining",
            "Time until the certificate of the last run expires",
            "seconds");
    Samples success =
        new Samples(
            "pinelink.watch.last_success.timestamp",
            "Start of the last run that found that data can flow",
            "seconds");
    Samples runs =
        new Samples("pinelink.watch.runs", "Completed runs, by whether data can flow", "");
    for (WatchedHost host : hosts) {
      String name = host.host();
      host.health()
          .ifPresent(
              current -> {
                for (RouteHealth each : RouteHealth.values()) {
                  health.add(flag(each == current), name, HEALTH, CallAttributes.value(each));
                }
              });
      host.diagnosis()
          .ifPresent(
              diagnosis -> {
                for (Verdict each : Verdict.values()) {
                  verdicts.add(
                      flag(each == diagnosis.verdict()), name, VERDICT, CallAttributes.value(each));
                }
                diagnosis.steps().forEach(step -> ofStep(name, step, statuses, durations));
                ofRoute(name, diagnosis, routes, addresses);
                diagnosis
                    .certificate()
                    .map(ServerCertificate::notAfter)
                    .map(end -> Duration.between(now, end).toSeconds())
                    .ifPresent(left -> remaining.add((double) left, name));
              });
      host.lastSuccess().ifPresent(at -> success.add(at.toEpochMilli() / 1_000.0, name));
      runs.add((double) host.succeeded(), name, CallAttributes.OUTCOME, "succeeded");
      runs.add((double) host.failed(), name, CallAttributes.OUTCOME, "failed");
    }
    Stream<WatchMetric> gauges =
        Stream.of(health, verdicts, statuses, durations, routes, addresses, remaining, success)
            .map(each -> each.metric(false));
    return Stream.concat(gauges, Stream.of(runs.metric(true))).toList();
  }

  private static void ofStep(String host, Step step, Samples statuses, Samples durations) {
    String check = CallAttributes.value(step.check());
    for (Status each : Status.values()) {
      statuses.add(
          flag(each == step.status()), host, CHECK, check, STATUS, CallAttributes.value(each));
    }
    durations.add(step.took().toNanos() / NANOS_OF_SECOND, host, CHECK, check);
  }

  private static void ofRoute(String host, Diagnosis diagnosis, Samples routes, Samples addresses) {
    for (Route.Kind each : Route.Kind.values()) {
      boolean current = diagnosis.kind().filter(kind -> kind == each).isPresent();
      routes.add(flag(current), host, CallAttributes.ROUTE_KIND, CallAttributes.value(each));
    }
    diagnosis.addresses().stream()
        .limit(MAX_ADDRESSES)
        .forEach(
            address ->
                addresses.add(
                    1,
                    host,
                    ADDRESS,
                    address.getHostAddress(),
                    CallAttributes.ADDRESS_CLASS,
                    addressClass(address)));
  }

  private static String addressClass(InetAddress address) {
    return CallAttributes.value(AddressClass.of(address));
  }

  private static double flag(boolean current) {
    return current ? 1 : 0;
  }

  /** The samples of one metric. */
  private record Samples(String name, String description, String unit, List<Sample> all) {
    Samples(String name, String description, String unit) {
      this(name, description, unit, new ArrayList<>());
    }

    WatchMetric metric(boolean counter) {
      return new WatchMetric(name, description, unit, counter, all);
    }

    void add(double value, String host, String... tags) {
      Map<String, String> named = new LinkedHashMap<>();
      named.put(CallAttributes.SERVER_ADDRESS, host);
      for (int i = 0; i < tags.length; i += 2) {
        named.put(tags[i], tags[i + 1]);
      }
      all.add(new Sample(named, value));
    }
  }
}
