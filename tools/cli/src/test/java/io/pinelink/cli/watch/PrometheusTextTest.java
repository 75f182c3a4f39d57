package io.pinelink.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.doctor.watch.RouteHealth;
import io.pinelink.doctor.watch.WatchMetric;
import io.pinelink.doctor.watch.WatchMetric.Sample;
import io.pinelink.doctor.watch.WatchedHost;
import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The metrics of a host, in a file that Prometheus' own tool also checks. */
class PrometheusTextTest {
  private static final Path FILE = Path.of("src/test/resources/io/pinelink/cli/watch/metrics.txt");
  private static final Path DOCS = Path.of("../../docs");
  private static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");

  private static String exported() throws Exception {
    Diagnosis diagnosis =
        Diagnosis.builder(
                Changes.HOST,
                NOW,
                List.of(
                    Step.of(Check.DNS, Status.OK, "", Optional.empty(), Duration.ofMillis(3)),
                    Step.of(
                        Check.CONTROL_PLANE,
                        Status.FAILED,
                        "",
                        Optional.empty(),
                        Duration.ofSeconds(1))))
            .kind(Route.Kind.PRIVATE)
            .addresses(
                List.of(InetAddress.getByName("10.0.1.15"), InetAddress.getByName("fd00::15")))
            .certificate(new ServerCertificate(List.of(), "", "", NOW.plus(Duration.ofDays(60))))
            .verdict(Verdict.ANSWERED)
            .build();
    WatchedHost host =
        new WatchedHost(
            Changes.HOST,
            Optional.of(RouteHealth.UP),
            Optional.of(NOW),
            Optional.of(diagnosis),
            Optional.of(NOW),
            1_000_000,
            2);
    List<WatchMetric> metrics = new ArrayList<>(WatchMetric.of(List.of(host), NOW));
    metrics.add(
        new WatchMetric(
            "pinelink.watch.web_hook.changes",
            "Changes for the web hook, by whether it accepted them",
            "",
            true,
            List.of(new Sample(Map.of("pinelink.outcome", "delivered"), 3))));
    return new String(PrometheusText.of(metrics), StandardCharsets.UTF_8);
  }

  @Test
  void theTextIsAsInTheFile() throws Exception {
    if (System.getProperty("writeMetrics") != null) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, exported());
    }
    assertThat(exported()).isEqualTo(Files.readString(FILE));
  }

  @Test
  void rulesAndDashboardUseOnlyNamesThatAreExported() throws Exception {
    Set<String> exported = names(exported());

    for (String file : List.of("watch/alerts.yml", "watch/dashboard.json", "watch.md")) {
      assertThat(names(Files.readString(DOCS.resolve(file))))
          .as(file)
          .isNotEmpty()
          .isSubsetOf(exported);
    }
  }

  @Test
  void theGuideListsEachMetric() throws Exception {
    String guide = Files.readString(DOCS.resolve("watch.md"));

    assertThat(exported().lines().filter(line -> line.startsWith("# TYPE")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(guide).contains("`" + line.split(" ", -1)[2] + "`"));
  }

  private static Set<String> names(String text) {
    return Pattern.compile("\\bpinelink_(?:watch|route)_\\w+|\\b(?:server|network)_\\w*address")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
