package io.pinelink.doctor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.watch.WatchMetric.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchMetricTest {
  private static final Duration WARNING = Duration.ofDays(14);

  private static List<Sample> samples(String name, WatchedHost host) {
    return WatchMetric.of(List.of(host), Diagnoses.NOW).stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow()
        .samples();
  }

  private static Sample sample(double value, String... tags) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("server.address", Diagnoses.HOST);
    for (int i = 0; i < tags.length; i += 2) {
      all.put(tags[i], tags[i + 1]);
    }
    return new Sample(all, value);
  }

  private static WatchedHost checked(Diagnosis diagnosis) {
    HostState state = new HostState(Diagnoses.HOST, 1, 1, WARNING);
    state.add(diagnosis);
    return state.snapshot();
  }

  @Test
  void aHostWithoutChecksHasOnlyItsNumbersOfRuns() {
    List<WatchMetric> metrics =
        WatchMetric.of(List.of(WatchedHost.unchecked(Diagnoses.HOST)), Diagnoses.NOW);

    assertThat(metrics)
        .filteredOn(metric -> !metric.samples().isEmpty())
        .singleElement()
        .satisfies(
            runs -> {
              assertThat(runs.name()).isEqualTo("pinelink.watch.runs");
              assertThat(runs.counter()).isTrue();
              assertThat(runs.samples())
                  .containsExactly(
                      sample(0, "pinelink.outcome", "succeeded"),
                      sample(0, "pinelink.outcome", "failed"));
            });
  }

  @Test
  void stateIsOneOfTheCurrentValueAndZeroOfTheOthers() {
    WatchedHost host = checked(Diagnoses.withoutDns());

    assertThat(samples("pinelink.watch.health", host))
        .containsExactly(
            sample(0, "pinelink.watch.health", "up"),
            sample(0, "pinelink.watch.health", "degraded"),
            sample(1, "pinelink.watch.health", "down"));
    assertThat(samples("pinelink.watch.check.status", host))
        .contains(
            sample(1, "pinelink.watch.check", "dns", "pinelink.watch.status", "failed"),
            sample(0, "pinelink.watch.check", "dns", "pinelink.watch.status", "ok"),
            sample(1, "pinelink.watch.check", "tcp", "pinelink.watch.status", "skipped"));
    assertThat(samples("pinelink.watch.last_success.timestamp", host)).isEmpty();
  }

  @Test
  void routeAddressesAndCertificateAreOfTheLastCheck() {
    WatchedHost host = checked(Diagnoses.withCertificateFor(Duration.ofHours(36)));

    assertThat(samples("pinelink.watch.route", host))
        .contains(
            sample(1, "pinelink.route.kind", "private"),
            sample(0, "pinelink.route.kind", "public"));
    assertThat(samples("pinelink.watch.address", host))
        .containsExactly(
            sample(
                1, "network.peer.address", "10.0.1.15", "pinelink.route.address_class", "private"),
            sample(
                1, "network.peer.address", "10.0.2.15", "pinelink.route.address_class", "private"));
    assertThat(samples("pinelink.watch.certificate.remaining", host))
        .containsExactly(sample(129_600));
    assertThat(samples("pinelink.watch.check.duration", host))
        .containsExactly(sample(0.005, "pinelink.watch.check", "grpc"));
    assertThat(samples("pinelink.watch.last_success.timestamp", host))
        .containsExactly(sample((double) Diagnoses.NOW.getEpochSecond()));
  }
}
