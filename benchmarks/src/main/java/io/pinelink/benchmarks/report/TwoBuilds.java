package io.pinelink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A comparison of this build of Pinelink with another. Both run the same load in turn, for half a
 * second each, and so does a second JVM of the other build, the control: its ratio to the first one
 * shows the resolution of the machine. The bare channel or HTTP library takes turns with them.
 * Started by {@code benchmarks/run.sh --against}.
 */
public final class TwoBuilds {
  private static final String FIRST = "first answer over TLS";
  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final int WINDOWS = 12;
  private static final int STARTS = 5;
  private static final int DEFAULT_ROUNDS = 5;

  private static final List<Measure> MEASURES =
      List.of(
          Measure.ALLOCATED,
          Measure.READS_AND_WRITES,
          Measure.WAKE_UPS,
          Measure.PACKETS,
          Measure.CPU,
          Measure.RATE);

  private static final List<Measure> COUNTED =
      List.of(
          Measure.REQUESTS,
          Measure.OBJECTS,
          Measure.ALLOCATED,
          Measure.SYSTEM_CALLS,
          Measure.READS_AND_WRITES,
          Measure.PACKETS);

  private static final List<Measure> MEASURES_OF_START =
      List.of(Measure.CLASSES, Measure.START_CPU, Measure.START);

  private final Stage stage;
  private final String thisBuild = System.getProperty("java.class.path");
  private final String otherBuild;
  private final int rounds;
  private final Pattern selected;

  private final Comparison comparison = new Comparison();

  private TwoBuilds(Stage stage, String otherBuild, int rounds, Pattern selected) {
    this.stage = stage;
    this.otherBuild = otherBuild;
    this.rounds = rounds;
    this.selected = selected;
  }

  /**
   * Runs the comparison and writes the report.
   *
   * @param args a file with the official client's class path, the directory of the results, the
   *     name of the other build, a file with its class path, and optionally the number of rounds
   *     and a pattern of the loads to run
   */
  public static void main(String... args) throws Exception {
    int rounds = args.length > 4 ? Integer.parseInt(args[4]) : DEFAULT_ROUNDS;
    Pattern selected = Pattern.compile(args.length > 5 ? args[5] : "");
    try (Scratch scratch = Scratch.create();
        Stage stage = new Stage(Stage.Place.loopback(), Path.of(args[0]), scratch.directory())) {
      TwoBuilds run =
          new TwoBuilds(stage, Files.readString(Path.of(args[3])).strip(), rounds, selected);
      run.run();
      run.write(Path.of(args[1]), args[2]);
    }
  }

  private void run() throws IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      for (Scenario load : Plan.ownClients()) {
        String counts = "counts of " + load.name();
        if (selected.matcher(counts).find()) {
          counts(round, counts, load);
        }
        if (selected.matcher(load.name()).find()) {
          round(round, load.name(), load);
        }
      }
      for (String client : List.of(Plan.REST, Plan.GRPC)) {
        String name = client + ", " + FIRST;
        if (selected.matcher(name).find()) {
          starts(round, name, client);
        }
      }
    }
  }

  /** Counts in fresh JVMs, one after another. */
  private void counts(int round, String name, Scenario load)
      throws IOException, InterruptedException {
    List<List<Map<Measure, Double>>> builds = new ArrayList<>();
    for (String build : List.of(thisBuild, otherBuild, otherBuild)) {
      try (BuildUnderLoad counted = BuildUnderLoad.forCounting(stage, build, load)) {
        builds.add(List.of(counted.count()));
      }
    }
    add(round, name, COUNTED, builds);
  }

  /** Runs a load in fresh JVMs, since two JVMs compile the same code differently. */
  private void round(int round, String name, Scenario load) throws IOException {
    String client = load.clients().get(0);
    List<BuildUnderLoad> builds = new ArrayList<>();
    try {
      for (String build : List.of(thisBuild, otherBuild, otherBuild)) {
        builds.add(new BuildUnderLoad(stage, stage.driver(build, client, false), load));
      }
      Optional<String> ceiling = Plan.ceilingOf(client);
      if (ceiling.isPresent()) {
        builds.add(new BuildUnderLoad(stage, stage.driver(ceiling.get(), false), load));
      }
      for (BuildUnderLoad build : builds) {
        build.warmUp();
      }
      add(round, name, MEASURES, windows(builds));
    } finally {
      builds.forEach(BuildUnderLoad::close);
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
        windows.get(build).add(builds.get(build).measure(WINDOW));
      }
    }
    return windows;
  }

  private void starts(int round, String name, String client) throws IOException {
    List<String> builds = List.of(thisBuild, otherBuild, otherBuild);
    List<List<Map<Measure, Double>>> starts =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < STARTS; i++) {
      for (int build = 0; build < builds.size(); build++) {
        starts.get(build).add(stage.coldStart(builds.get(build), client, true, List.of()));
      }
    }
    add(round, name, MEASURES_OF_START, starts);
    List<List<Map<Measure, Double>>> files = new ArrayList<>();
    for (String build : builds) {
      files.add(
          List.of(Map.of(Measure.CLASS_BYTES, stage.classFiles(build, client, true, List.of()))));
    }
    add(round, name, List.of(Measure.CLASS_BYTES), files);
  }

  private void add(
      int round, String name, List<Measure> measures, List<List<Map<Measure, Double>>> builds) {
    StringBuilder line = new StringBuilder("round " + round + ", " + name + ":");
    for (Measure measure : measures) {
      double mine = median(builds.get(0), measure);
      double other = median(builds.get(1), measure);
      double control = median(builds.get(2), measure);
      Optional<Double> ceiling =
          builds.stream().skip(3).findFirst().map(windows -> median(windows, measure));
      if (mine > 0 && other > 0 && control > 0) {
        line.append(
            comparison.add(
                name, measure, mine, other, control, ceiling.filter(value -> value > 0)));
      }
    }
    System.out.println(line);
  }

  private static double median(List<Map<Measure, Double>> windows, Measure measure) {
    return Spread.of(windows.stream().map(window -> window.getOrDefault(measure, 0.0)).toList())
        .median();
  }

  private void write(Path results, String other) throws IOException {
    StringBuilder text = new StringBuilder();
    String name = LocalDate.now(ZoneOffset.UTC) + "-against-" + other;
    text.append("# This build against ").append(other).append("\n\n").append(Machine.describe());
    text.append(
        """


        Each ratio is this build's figure divided by the other build's, with its interval of 95 %%. %d rounds, each in
        fresh JVMs, which run in turn for %d ms, %d times, once the compiler is quiet. The control is the other build
        compared with itself: a ratio counts as lower or higher if its interval contains neither 1 nor any value of the
        control's. It counts as the same if both intervals are within 5 %% in each direction, and is unknown otherwise.
        The ceiling is the bare channel or HTTP library with the same bytes, in the same windows. Upserts and fetches
        are per vector. Counts are of the source: they are taken without escape analysis, in JVMs of their own, and all
        system calls by strace, which slows them down.

        | load | measure | this build | ratio | control | verdict | relative to the ceiling |
        |---|---|---|---|---|---|---|
        """
            .formatted(rounds, WINDOW.toMillis(), WINDOWS));
    text.append(comparison.rows());
    Files.createDirectories(results);
    Path file = results.resolve(name + ".md");
    Files.writeString(file, text);
    System.out.println(text);
    System.out.println("Written to " + file);
  }
}
