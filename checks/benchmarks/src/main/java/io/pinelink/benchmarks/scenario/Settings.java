package io.pinelink.benchmarks.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of a run. Without {@code --quick}, a load has a warm-up of half a second and three
 * windows of half a second each.
 *
 * @param quick whether the run only checks that everything works
 * @param givenRounds the number of rounds; 0 for what is usual in the scenario
 * @param givenCount the number of vectors or documents; 0 for what is usual in the scenario
 * @param givenDimension the number of values of a vector; 0 for what is usual in the scenario
 * @param noise the share of the machine, 0 to 1, above which other processes' use drops a window
 * @param write whether counts are recorded instead of compared
 * @param pattern the loads to run: those whose names contain it
 */
record Settings(
    boolean quick,
    int givenRounds,
    int givenCount,
    int givenDimension,
    double noise,
    boolean write,
    Pattern pattern) {
  static final Duration WARM_UP = Duration.ofMillis(500);
  static final Duration WINDOW = Duration.ofMillis(500);

  private static final double NOISE = 0.2;
  private static final int ROUNDS = 5;
  private static final int WINDOWS = 3;

  /**
   * Parses the options of a command line.
   *
   * @throws IllegalArgumentException if an option is unknown
   */
  static Settings parse(List<String> options) {
    boolean quick = false;
    int rounds = 0;
    int count = 0;
    int dimension = 0;
    double noise = NOISE;
    boolean write = false;
    String pattern = "";
    for (Iterator<String> each = options.iterator(); each.hasNext(); ) {
      String option = each.next();
      switch (option) {
        case "--quick" -> quick = true;
        case "--rounds" -> rounds = Integer.parseInt(each.next());
        case "--count" -> count = Integer.parseInt(each.next());
        case "--dimension" -> dimension = Integer.parseInt(each.next());
        case "--noise" -> noise = Double.parseDouble(each.next());
        case "--write" -> write = true;
        default -> {
          if (option.startsWith("--") || !pattern.isEmpty()) {
            throw new IllegalArgumentException(
                option
                    + " is not one of --quick, --rounds N, --count N, --dimension N, --noise PART,"
                    + " --write and a pattern");
          }
          pattern = option;
        }
      }
    }
    return new Settings(quick, rounds, count, dimension, noise, write, Pattern.compile(pattern));
  }

  /** Returns a file or directory of this run, which {@code checks/benchmarks/run} has set. */
  static Path path(String name) {
    return Path.of(value(name));
  }

  /** Returns a value that {@code checks/benchmarks/run} has set as a property of the JVM. */
  static String value(String name) {
    String value = System.getProperty("benchmarks." + name);
    if (value == null) {
      throw new IllegalStateException(
          "benchmarks." + name + " is not set; start checks/benchmarks/run");
    }
    return value;
  }

  /** Returns whether a load is to be run. */
  boolean selects(String load) {
    return pattern.matcher(load).find();
  }

  int rounds() {
    return rounds(ROUNDS);
  }

  /** Returns the number of rounds where another number is usual. */
  int rounds(int usual) {
    return givenRounds > 0 ? givenRounds : quick ? 1 : usual;
  }

  /** Returns the number of vectors or documents where other numbers are usual. */
  int count(int usual, int quickly) {
    return givenCount > 0 ? givenCount : quick ? quickly : usual;
  }

  /** Returns the number of values of a vector where another number is usual. */
  int dimension(int usual) {
    return givenDimension > 0 ? givenDimension : usual;
  }

  int windows() {
    return quick ? 1 : WINDOWS;
  }

  /** Returns a description of the rounds and windows for a page of results. */
  String describe() {
    return ("%d rounds with %d windows of %d ms each; medians, with the minimum and maximum of the"
            + " rounds in brackets.")
        .formatted(rounds(), windows(), WINDOW.toMillis());
  }
}
