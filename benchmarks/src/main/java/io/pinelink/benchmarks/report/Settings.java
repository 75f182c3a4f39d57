package io.pinelink.benchmarks.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * How a run goes.
 *
 * @param rounds how often each client gets each load
 * @param first before a kind of call that is new to a process is measured
 * @param warmUp before any other is measured
 * @param windows how many are measured, one after another
 * @param window how long each takes
 * @param noise a window in which others had more than this part of the machine is dropped, 0 to 1
 * @param starts cold starts of each client
 * @param officialClassPath a file with the official client's class path
 * @param grpcClassPath a file with the class path of who has Pinelink over gRPC alone
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
   * From a command line.
   *
   * @throws IllegalArgumentException if there is an option that is not known
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
                option + " is none of --quick, --rounds N and --noise PART");
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

  /**
   * Over a long path: what it takes to fill one is part of the time before anything is measured.
   */
  static Settings longPath(
      Path officialClassPath, Path grpcClassPath, Path results, boolean quick) {
    return new Settings(
        quick,
        quick ? 1 : 5,
        Duration.ofSeconds(quick ? 4 : 8),
        Duration.ofSeconds(2),
        quick ? 1 : 3,
        Duration.ofSeconds(1),
        ANY_NOISE, // The relay is some.
        0,
        officialClassPath,
        grpcClassPath,
        results);
  }
}
