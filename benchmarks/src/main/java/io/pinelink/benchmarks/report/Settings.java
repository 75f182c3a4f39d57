package io.pinelink.benchmarks.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * The settings of a run.
 *
 * @param rounds how often each client runs each load
 * @param first the warm-up of a process's first load of each kind of call
 * @param warmUp the warm-up of any other load
 * @param windows the number of windows per load, one after another
 * @param window the length of each window
 * @param noise the share of the machine, 0 to 1, above which other processes' use drops a window
 * @param starts the number of cold starts per client
 * @param officialClassPath a file with the official client's class path
 * @param grpcClassPath a file with the class path of Pinelink over gRPC only
 * @param results the directory of the results
 */
record Settings(
    boolean quick,
    int rounds,
    Duration first,
    Duration warmUp,
    int windows,
    Duration window,
    double noise,
    int starts,
    Path officialClassPath,
    Path grpcClassPath,
    Path results) {
  private static final double NOISE = 0.2;
  private static final double ANY_NOISE = 2;

  /**
   * Parses a command line.
   *
   * @throws IllegalArgumentException if an option is unknown
   */
  static Settings parse(String... args) {
    Path officialClassPath = Path.of(args[0]);
    Path grpcClassPath = Path.of(args[1]);
    Path results = Path.of(args[2]);
    List<String> options = List.of(args).subList(3, args.length);
    boolean quick = options.contains("--quick");
    int rounds = quick ? 1 : 5;
    double noise = NOISE;
    for (Iterator<String> each = options.iterator(); each.hasNext(); ) {
      String option = each.next();
      switch (option) {
        case "--quick" -> {}
        case "--rounds" -> rounds = Integer.parseInt(each.next());
        case "--noise" -> noise = Double.parseDouble(each.next());
        default ->
            throw new IllegalArgumentException(
                option + " is not one of --quick, --rounds N and --noise PART");
      }
    }
    return new Settings(
        quick,
        rounds,
        Duration.ofSeconds(quick ? 1 : 20),
        Duration.ofMillis(500),
        quick ? 1 : 3,
        Duration.ofMillis(500),
        noise,
        quick ? 1 : 7,
        officialClassPath,
        grpcClassPath,
        results);
  }

  /** Returns these settings with another warm-up of each kind of call. */
  Settings warmedUpFor(Duration warmUpOfFirst) {
    return new Settings(
        quick,
        rounds,
        quick ? first : warmUpOfFirst,
        warmUp,
        windows,
        window,
        noise,
        starts,
        officialClassPath,
        grpcClassPath,
        results);
  }

  /** Returns the settings for a long path. Their warm-up includes the time to fill the path. */
  static Settings longPath(
      Path officialClassPath, Path grpcClassPath, Path results, boolean quick) {
    return new Settings(
        quick,
        quick ? 1 : 5,
        Duration.ofSeconds(quick ? 4 : 8),
        Duration.ofSeconds(2),
        quick ? 1 : 3,
        Duration.ofSeconds(1),
        ANY_NOISE, // The relay itself is noise.
        0,
        officialClassPath,
        grpcClassPath,
        results);
  }
}
