package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A check of what can be counted and hence repeats on any machine, however busy: the bytes and
 * objects that a call allocates, the requests that it sends, and the classes that the first answer
 * loads. Fails if one is more than 3 % above the recorded count, or above a larger allowance where
 * it depends on timing.
 *
 * <p>The least of some windows counts: now and then, a call waits for its connection and allocates
 * one more buffer. On a busy machine that happens in most windows, so more are measured if the
 * least is above the allowance.
 */
final class Counts implements Scenario {
  private static final int WINDOWS = 16;
  private static final int MAX_WINDOWS = 96;
  private static final int WINDOWS_OF_OBJECTS = 3;
  private static final double MAX_GROWTH = 1.03;

  /** The allowance for what depends on the size of a batch. */
  private static final double MAX_GROWTH_OF_WRITTEN = 1.10;

  /**
   * The allowance for what an upsert allocates: the kernel takes its body in more parts where the
   * reader has to wait for a processor, and each part costs a few objects.
   */
  private static final double MAX_GROWTH_BY_PARTS = 1.25;

  /** The allowance for the number of batches of a writer: a faster machine sends smaller ones. */
  private static final double MAX_GROWTH_OF_BATCHES = 2;

  private static final String BYTES = ", bytes allocated";
  private static final String OBJECTS = ", objects";
  private static final String REQUESTS = ", requests";

  /** Smaller counts have decimals, as averages over the vectors of a call. */
  private static final double FEW = 100;

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    Path file = Settings.path("counts");
    Map<String, Double> recorded = settings.write() ? Map.of() : recorded(file);
    Map<String, Double> counts;
    try (Stage stage = new Stage(scratch)) {
      counts = count(stage, recorded);
    }
    if (settings.write()) {
      List<String> lines = new ArrayList<>();
      counts.forEach((name, count) -> lines.add(name + ": " + text(count)));
      Files.write(file, lines);
      return true;
    }
    return check(counts, recorded);
  }

  private static Map<String, Double> count(Stage stage, Map<String, Double> recorded)
      throws IOException {
    Map<String, Double> counts = new LinkedHashMap<>();
    for (Workload load : Plan.ownClients()) {
      String classPath = stage.classPathOf(load.clients().get(0));
      try (BuildUnderLoad build = BuildUnderLoad.forCounting(stage, classPath, load)) {
        build.warmUpForCounting();
        List<Map<Measure, Double>> windows = new ArrayList<>();
        String bytes = load.name() + BYTES;
        double allowed = recorded.getOrDefault(bytes, Double.POSITIVE_INFINITY) * maxGrowth(bytes);
        while (windows.size() < WINDOWS
            || (windows.size() < MAX_WINDOWS && least(windows, Measure.ALLOCATED) > allowed)) {
          windows.add(build.measure(Settings.WINDOW));
        }
        counts.put(bytes, least(windows, Measure.ALLOCATED));
        counts.put(load.name() + OBJECTS, leastObjects(build));
        counts.put(load.name() + REQUESTS, least(windows, Measure.REQUESTS));
      }
    }
    for (String client : List.of(Plan.REST, Plan.GRPC)) {
      counts.put(
          client + ", first answer over TLS, classes",
          stage
              .coldStart(stage.classPathOf(client), client, true, List.of())
              .getOrDefault(Measure.CLASSES, Double.NaN));
      counts.put(
          client + ", first answer over TLS, KB of class files",
          stage.classFiles(stage.classPathOf(client), client, List.of()));
    }
    return counts;
  }

  private static double leastObjects(BuildUnderLoad build) throws IOException {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < WINDOWS_OF_OBJECTS; i++) {
      least = Math.min(least, build.objects());
    }
    return least;
  }

  private static double least(List<Map<Measure, Double>> windows, Measure measure) {
    return windows.stream().mapToDouble(each -> each.get(measure)).min().orElseThrow();
  }

  private static Map<String, Double> recorded(Path file) throws IOException {
    Map<String, Double> counts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.lastIndexOf(':');
      counts.put(line.substring(0, colon), Double.valueOf(line.substring(colon + 1).strip()));
    }
    return counts;
  }

  private static boolean check(Map<String, Double> counts, Map<String, Double> recorded) {
    boolean passed = counts.keySet().equals(recorded.keySet());
    if (!passed) {
      System.out.println("The recorded counts are of other loads; record them with --write");
    }
    for (Map.Entry<String, Double> each : counts.entrySet()) {
      double before = recorded.getOrDefault(each.getKey(), Double.NaN);
      double ratio = each.getValue() / before;
      boolean grown = !(each.getValue() <= before * maxGrowth(each.getKey()));
      System.out.printf(
          Locale.ROOT,
          "%s: %s, recorded %s (%.3f)%s%n",
          each.getKey(),
          text(each.getValue()),
          text(before),
          ratio,
          grown ? ", MORE THAN ALLOWED" : "");
      passed &= !grown;
    }
    return passed;
  }

  private static double maxGrowth(String name) {
    boolean isWritten = name.startsWith(Plan.GRPC_WRITER);
    if (isWritten && name.endsWith(REQUESTS)) {
      return MAX_GROWTH_OF_BATCHES;
    }
    if (isWritten) {
      return MAX_GROWTH_OF_WRITTEN;
    }
    boolean isUpsert = name.contains(", " + Plan.UPSERT_1 + ", ");
    return isUpsert && !name.endsWith(REQUESTS) ? MAX_GROWTH_BY_PARTS : MAX_GROWTH;
  }

  private static String text(double count) {
    return String.format(Locale.ROOT, count < 1 ? "%.4f" : count < FEW ? "%.2f" : "%.0f", count);
  }
}
