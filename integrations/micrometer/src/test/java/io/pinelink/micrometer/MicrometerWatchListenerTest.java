package io.pinelink.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.doctor.watch.RouteHealth;
import io.pinelink.doctor.watch.WatchedHost;
import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MicrometerWatchListenerTest {
  private static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static final Path METRICS_OF_THE_COMMAND =
      Path.of("../../tools/cli/src/test/resources/io/pinelink/cli/watch/metrics.txt");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MicrometerWatchListener listener = MicrometerWatchListener.of(registry);

  private static WatchedHost host(RouteHealth health, long succeeded, String... addresses)
      throws Exception {
    Instant now = Instant.now();
    InetAddress[] found = new InetAddress[addresses.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = InetAddress.getByName(addresses[i]);
    }
    Diagnosis diagnosis =
        Diagnosis.builder(
                HOST,
                now,
                List.of(Step.of(Check.DNS, Status.OK, "", Optional.empty(), Duration.ofMillis(3))))
            .kind(Route.Kind.PRIVATE)
            .addresses(List.of(found))
            .certificate(new ServerCertificate(List.of(), "", "", now.plus(Duration.ofDays(60))))
            .verdict(Verdict.ANSWERED)
            .build();
    return new WatchedHost(
        HOST,
        Optional.of(health),
        Optional.of(now),
        Optional.of(diagnosis),
        Optional.of(now),
        succeeded,
        0);
  }

  @Test
  void gaugesAreOfTheLastCheck() throws Exception {
    listener.checked(host(RouteHealth.UP, 1, "10.0.1.15", "10.0.2.15"));
    assertThat(registry.scrape())
        .contains(
            "pinelink_watch_health{pinelink_watch_health=\"up\",server_address=\""
                + HOST
                + "\"} 1.0",
            "network_peer_address=\"10.0.2.15\"");

    listener.checked(host(RouteHealth.DOWN, 1, "10.0.1.15"));
    System.gc(); // Gauges of Micrometer do not keep their objects alive by default.

    assertThat(registry.scrape())
        .contains(
            "pinelink_watch_health{pinelink_watch_health=\"up\",server_address=\""
                + HOST
                + "\"} 0.0",
            "pinelink_watch_health{pinelink_watch_health=\"down\",server_address=\""
                + HOST
                + "\"} 1.0")
        .doesNotContain("10.0.2.15", "NaN");
  }

  @Test
  void aCheckReplacesNoMeterThatStays() throws Exception {
    listener.checked(host(RouteHealth.UP, 1, "10.0.1.15", "10.0.2.15"));
    List<Meter> removed = new ArrayList<>();
    registry.config().onMeterRemoved(removed::add);

    listener.checked(host(RouteHealth.DOWN, 2, "10.0.1.15"));

    assertThat(removed)
        .extracting(meter -> meter.getId().getTag("network.peer.address"))
        .containsExactly("10.0.2.15");
  }

  @Test
  void aRemovedHostHasNoMeters() throws Exception {
    listener.checked(host(RouteHealth.DOWN, 1, "10.0.1.15"));

    listener.removed(HOST);
    assertThat(registry.getMeters()).isEmpty();

    listener.removed(HOST);
    listener.checked(host(RouteHealth.UP, 1, "10.0.1.15"));
    assertThat(registry.scrape()).contains("pinelink_watch_runs_total").doesNotContain("NaN");
  }

  @Test
  void runsAreCounted() throws Exception {
    listener.checked(host(RouteHealth.UP, 1));
    listener.checked(host(RouteHealth.UP, 2));

    assertThat(registry.scrape())
        .contains(
            "pinelink_watch_runs_total{pinelink_outcome=\"succeeded\",server_address=\""
                + HOST
                + "\"} 2.0");
  }

  @Test
  void namesMatchTheCommand() throws Exception {
    listener.checked(host(RouteHealth.UP, 1, "10.0.1.15"));

    Set<String> ofTheCommand = names(Files.readString(METRICS_OF_THE_COMMAND));
    ofTheCommand.remove("pinelink_watch_web_hook_changes_total");
    assertThat(names(registry.scrape())).isEqualTo(ofTheCommand);
  }

  /** Returns the names of series and labels. */
  private static Set<String> names(String text) {
    return Pattern.compile("(?m)^pinelink_\\w+|\\w+(?==\")")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
