package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.bulk.DistantServer;
import io.pinelink.benchmarks.load.Driver;
import io.pinelink.benchmarks.sink.Certificate;
import io.pinelink.server.EmbeddedAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that call the embedded server over TLS and a link with a delay and a rate, between the
 * two network namespaces that {@code checks/benchmarks/run} creates.
 */
final class LongLink implements Scenario {
  private static final List<String> HEAP = List.of("-Xms768m", "-Xmx768m", "-XX:+UseG1GC");
  private static final Duration FIRST = Duration.ofSeconds(30);

  /** Longer than on loopback: a connection starts slowly after a pause. */
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  private static final Duration WINDOW = Duration.ofSeconds(2);

  private static final double THIRD = 1 / 3d;

  private final Readings readings = new Readings();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    String address = Settings.value("server-address");
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    try (Jvm server =
        start(
            "server",
            System.getProperty("java.class.path"),
            List.of(),
            DistantServer.class,
            List.of(address, scratch.toString()))) {
      String host = server.line();
      Path trust = scratch.resolve("trust.p12");
      Certificate.trust(EmbeddedAuthority.load(scratch).certificate(), trust);
      Path hosts = Files.writeString(scratch.resolve("hosts"), address + " " + host + "\n");
      List<String> options =
          List.of(
              "-Djava.util.logging.config.file=" + logging,
              "-Djdk.net.hosts.file=" + hosts,
              "-Djavax.net.ssl.trustStore=" + trust,
              "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD);
      String target = host + ":" + DistantServer.PORT;
      String authority = scratch.resolve("ca.pem").toString();
      try (Rounds rounds =
          new Rounds(
              settings,
              (client, tls) -> {
                Jvm driver =
                    start(
                        "client",
                        Stage.classPathOf(client, Settings.value("client-class-path")),
                        options,
                        Driver.class,
                        List.of(client, Long.toString(server.pid()), target, target, authority));
                driver.linesUntil("done");
                return driver;
              },
              readings,
              FIRST,
              WARM_UP,
              WINDOW)) {
        for (int round = 1; round <= settings.rounds(); round++) {
          rounds.round(round, Plan.longLink());
        }
      }
    }
    write(settings);
    return true;
  }

  /** Starts a JVM in one of the two namespaces. */
  private static Jvm start(
      String side, String classPath, List<String> options, Class<?> main, List<String> args) {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec"));
    command.add(Settings.value(side + "-namespace"));
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(HEAP);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(args);
    return Jvm.run(command);
  }

  private void write(Settings settings) throws Exception {
    List<Bar> bars = new ArrayList<>();
    for (String load : List.of(Plan.UPSERT_1, Plan.UPSERT_16)) {
      bars.add(bar(load, Measure.CPU, true, THIRD, 0.25));
      bars.add(bar(load, Measure.RATE, false, 1, 1));
    }
    new ResultPage(
            settings,
            "link-jdk-" + Runtime.version().feature(),
            "Over a long link",
            """
            Over TLS between two network namespaces, with %s.
            The embedded server answers. TCP has the settings of this kernel, with the congestion control `%s`. %d rounds with
            %d windows of %d ms each; medians, with the minimum and maximum of the rounds in brackets. Ratios are within the
            same round. Vectors have 1,536 values and three fields of metadata; an upsert carries 100, unless vectors are
            single ones. Figures of upserts are per vector, so microseconds of CPU are also milliseconds per 1,000 vectors;
            p50 and p99 are per call. `official` is the Java client 6.1.0, over gRPC.
            """
                .formatted(
                    Settings.value("link"),
                    Settings.value("congestion-control"),
                    settings.rounds(),
                    settings.windows(),
                    WINDOW.toMillis()))
        .bars(bars)
        .table(
            readings,
            List.of(
                Measure.RATE,
                Measure.CPU,
                Measure.SINK_CPU,
                Measure.ALLOCATED,
                Measure.P50,
                Measure.P99),
            List.of(Measure.RATE, Measure.CPU),
            Plan.OFFICIAL)
        .write();
  }

  private Bar bar(String load, Measure measure, boolean atMost, double gate, double target) {
    return new Bar(
        load + ": " + measure.title() + ", relative to the official client",
        readings.ratio(Workload.overTls(load), measure, Plan.GRPC, Plan.OFFICIAL).orElse(null),
        gate,
        target,
        atMost);
  }
}
