package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A comparison of this build of Pinelink with another. Both run the same load in turn, for half a
 * second each, and so does a second JVM of the other build, the control: its ratio to the first one
 * shows the resolution of the machine.
 */
final class TwoBuilds implements Scenario {
  private static final String FIRST = "first answer over TLS";
  private static final int WINDOWS = 12;
  private static final int STARTS = 5;

  private static final List<Measure> MEASURES =
      List.of(
          Measure.ALLOCATED, Measure.READS_AND_WRITES, Measure.PACKETS, Measure.CPU, Measure.RATE);

  private static final List<Measure> COUNTED =
      List.of(
          Measure.REQUESTS,
          Measure.OBJECTS,
          Measure.ALLOCATED,
          Measure.READS_AND_WRITES,
          Measure.PACKETS);

  private static final List<Measure> MEASURES_OF_START =
      List.of(Measure.CLASSES, Measure.START_CPU, Measure.START);

  private final Comparison comparison = new Comparison();
  private List<String> builds = List.of();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    String other = Files.readString(Settings.path("other.class-path")).strip();
    builds = List.of(System.getProperty("java.class.path"), other, other);
    try (Stage stage = new Stage(scratch)) {
      for (int round = 1; round <= settings.rounds(); round++) {
        for (Workload load : Plan.ownClients()) {
          String counts = "counts of " + load.name();
          if (settings.selects(counts)) {
            counts(stage, round, counts, load);
          }
          if (settings.selects(load.name())) {
            round(stage, round, load);
          }
        }
        for (Workload load : Plan.ownClientsFurther()) {
          if (settings.selects(load.name())) {
            round(stage, round, load);
          }
        }
        for (String client : List.of(Plan.REST, Plan.GRPC)) {
          String name = client + ", " + FIRST;
          if (settings.selects(name)) {
            starts(stage, round, name, client);
          }
        }
      }
    }
    write(settings);
    return true;
  }

  /** Counts in fresh JVMs, one after another. */
  private void counts(Stage stage, int round, String name, Workload load) throws IOException {
    List<List<Map<Measure, Double>>> counts = new ArrayList<>();
    for (String build : builds) {
      try (BuildUnderLoad counted = BuildUnderLoad.forCounting(stage, build, load)) {
        counts.add(List.of(counted.count()));
      }
    }
    add(round, name, COUNTED, counts);
  }

  /** Runs a load in fresh JVMs, since two JVMs compile the same code differently. */
  private void round(Stage stage, int round, Workload load) throws IOException {
    String client = load.clients().get(0);
    List<BuildUnderLoad> running = new ArrayList<>();
    try {
      for (String build : builds) {
        running.add(new BuildUnderLoad(stage, stage.driver(build, client, load.tls()), load));
      }
      for (BuildUnderLoad build : running) {
        build.warmUp();
      }
      add(round, load.name(), MEASURES, windows(running));
    } finally {
      running.forEach(BuildUnderLoad::close);
    }
  }

  /** Returns the windows of each build, which run in turn. */
  private static List<List<Map<Measure, Double>>> windows(List<BuildUnderLoad> builds)
      throws IOException {
    List<List<Map<Measure, Double>>> windows = new ArrayList<>();
    builds.forEach(build -> windows.add(new ArrayList<>()));
    for (int i = 0; i < WINDOWS; i++) {
      for (int turn = 0; turn < builds.size(); turn++) {
        int build = (i + turn) % builds.size();
        windows.get(build).add(builds.get(build).measure(Settings.WINDOW));
      }
    }
    return windows;
  }

  private void starts(Stage stage, int round, String name, String client) throws IOException {
    List<List<Map<Measure, Double>>> starts = new ArrayList<>();
    builds.forEach(build -> starts.add(new ArrayList<>()));
    for (int i = 0; i < STARTS; i++) {
      for (int build = 0; build < builds.size(); build++) {
        starts.get(build).add(stage.coldStart(builds.get(build), client, true, List.of()));
      }
    }
    add(round, name, MEASURES_OF_START, starts);
    List<List<Map<Measure, Double>>> files = new ArrayList<>();
    for (String build : builds) {
      files.add(List.of(Map.of(Measure.CLASS_BYTES, stage.classFiles(build, client, List.of()))));
    }
    add(round, name, List.of(Measure.CLASS_BYTES), files);
  }

  private void add(
      int round, String name, List<Measure> measures, List<List<Map<Measure, Double>>> all) {
    StringBuilder line = new StringBuilder("round " + round + ", " + name + ":");
    for (Measure measure : measures) {
      double mine = median(all.get(0), measure);
      double other = median(all.get(1), measure);
      double control = median(all.get(2), measure);
      if (mine > 0 && other > 0 && control > 0) {
        line.append(comparison.add(name, measure, mine, other, control));
      }
    }
    System.out.println(line);
  }

  private static double median(List<Map<Measure, Double>> windows, Measure measure) {
    return Spread.of(windows.stream().map(window -> window.getOrDefault(measure, 0.0)).toList())
        .median();
  }

  private void write(Settings settings) throws IOException {
    String other = Settings.value("other");
    ResultPage page =
        new ResultPage(
            settings,
            "against-" + other,
            "This build against " + other,
            """
            Each ratio is this build's figure divided by the other build's, with its interval of 95 %%. %d rounds, each in
            fresh JVMs, which run in turn for %d ms, %d times, once the compiler is quiet. The control is the other build
            compared with itself: a ratio counts as lower or higher if its interval contains neither 1 nor any value of the
            control's. It counts as the same if both intervals are within 5 %% in each direction, and is unknown otherwise.
            Upserts and fetches are per vector. Counts are of the source: they are taken without escape analysis, in JVMs
            of their own.
            """
                .formatted(settings.rounds(), Settings.WINDOW.toMillis(), WINDOWS));
    comparison.appendTo(page);
    page.write();
  }
}
