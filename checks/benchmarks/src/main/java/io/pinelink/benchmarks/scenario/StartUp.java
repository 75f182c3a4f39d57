package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A comparison of the time from the start of a JVM to the answer of its first query over TLS, with
 * and without a file of loaded classes.
 */
final class StartUp implements Scenario {
  private static final String FIRST_QUERY = "first query over TLS";
  private static final int STARTS = 7;
  private static final List<String> CLIENTS = List.of(Plan.GRPC, Plan.REST, Plan.OFFICIAL);
  private static final List<Archive> ARCHIVES =
      Stream.of(Archive.values()).filter(Archive::isAvailable).toList();

  /** The goals, relative to the official client without a file. */
  private static final double MAX_TIME = 0.7;

  private static final double MAX_TIME_WITH_FILE = 0.35;
  private static final double MAX_CPU_GRPC = 0.75;
  private static final double MAX_CPU_REST = 0.6;

  private final Readings readings = new Readings();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    try (Stage stage = new Stage(scratch)) {
      for (String client : CLIENTS) {
        for (Archive archive : ARCHIVES) {
          stage.coldStart(
              stage.minimalClassPathOf(client),
              client,
              true,
              archive.writing(scratch.resolve(client + archive)));
        }
      }
      for (int round = 1; round <= settings.rounds(STARTS); round++) {
        for (Archive archive : ARCHIVES) {
          for (String client : CLIENTS) {
            List<String> options = archive.reading(scratch.resolve(client + archive));
            String classPath = stage.minimalClassPathOf(client);
            Map<Measure, Double> values =
                new EnumMap<>(stage.coldStart(classPath, client, true, options));
            values.put(Measure.CLASS_BYTES, stage.classFiles(classPath, client, options));
            readings.add(new Reading(FIRST_QUERY, archive.name(client), round, values));
            System.out.println("round " + round + ", " + archive.name(client) + ": " + values);
          }
        }
      }
    }
    List<Bar> bars = new ArrayList<>();
    for (Archive archive : ARCHIVES) {
      for (String client : List.of(Plan.GRPC, Plan.REST)) {
        String name = archive.name(client);
        bars.add(
            Bar.atMost(
                name + ": time, relative to the official client's without a file",
                readings.ratio(FIRST_QUERY, Measure.START, name, Plan.OFFICIAL),
                1,
                archive == Archive.NONE ? MAX_TIME : MAX_TIME_WITH_FILE));
      }
    }
    for (String client : List.of(Plan.GRPC, Plan.REST)) {
      bars.add(
          Bar.atMost(
              client + ": CPU time, relative to the official client's without a file",
              readings.ratio(FIRST_QUERY, Measure.START_CPU, client, Plan.OFFICIAL),
              1,
              client.equals(Plan.GRPC) ? MAX_CPU_GRPC : MAX_CPU_REST));
    }
    new ResultPage(
            settings,
            "start-up-jdk-" + Runtime.version().feature(),
            "First answer of a JVM",
            """
            Milliseconds from the start of a JVM to the answer of its first query, over TLS on loopback; the CPU time until
            then; the loaded classes, and the class files read, which classes of an archive do not need. A class path has
            only the libraries of the client, which are two transports for Pinelink. %d JVMs of each kind in turn; medians,
            with the minimum and maximum in brackets. Ratios are within the same round. A training run wrote each file with a query
            like the measured one.
            """
                .formatted(settings.rounds(STARTS)))
        .bars(bars)
        .table(
            readings,
            List.of(Measure.START, Measure.START_CPU, Measure.CLASSES, Measure.CLASS_BYTES))
        .write();
    return true;
  }
}
