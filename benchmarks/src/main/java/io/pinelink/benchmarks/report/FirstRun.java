package io.pinelink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison of two commits in the time from {@code git clone} to the answer of the README's
 * example, with a local repository that has all dependencies. Started by {@code
 * benchmarks/first-run.sh}.
 */
public final class FirstRun {
  private static final int DEFAULT_ROUNDS = 3;
  private static final double SECOND = 1e9;

  private final Path repository;
  private final Path scratch;

  private FirstRun(Path repository, Path scratch) {
    this.repository = repository;
    this.scratch = scratch;
  }

  /**
   * Runs the comparison and writes the report.
   *
   * @param args the directory of the repository, the directory of the results, this commit, the
   *     other commit, and optionally the number of rounds
   */
  public static void main(String... args) throws Exception {
    String commit = args[2];
    String other = args[3];
    int rounds = args.length > 4 ? Integer.parseInt(args[4]) : DEFAULT_ROUNDS;
    List<Double> mine = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (Scratch scratch = Scratch.create()) {
      FirstRun run = new FirstRun(Path.of(args[0]), scratch.directory());
      // The first run of each downloads what the local repository lacks.
      run.seconds(commit);
      run.seconds(other);
      for (int round = 1; round <= rounds; round++) {
        double seconds = run.seconds(commit);
        double otherSeconds = run.seconds(other);
        mine.add(seconds);
        others.add(otherSeconds);
        ratios.add(seconds / otherSeconds);
        System.out.printf("round %d: %.1f s, %s %.1f s%n", round, seconds, other, otherSeconds);
      }
    }
    String report =
        """
        # From git clone to the first answer, against %s

        %s

        Seconds from `git clone` to the end of `examples/run PrivateSearch`, which builds the example and runs it, with a
        local repository that has all dependencies. %d rounds, in which the commits take turns, after a run of each that
        does not count. Medians, with the minimum and maximum in brackets; the ratio with its interval of 95 %%.

        | commit | seconds | relative to %s |
        |---|---|---|
        | %s | %s | %s |
        | %s | %s | |
        """
            .formatted(
                other,
                Machine.describe(),
                rounds,
                other,
                commit,
                Spread.of(mine),
                Ratio.of(ratios),
                other,
                Spread.of(others));
    Path file =
        Path.of(args[1])
            .resolve(LocalDate.now(ZoneOffset.UTC) + "-first-run-against-" + other + ".md");
    Files.writeString(file, report);
    System.out.println(report);
    System.out.println("Written to " + file);
  }

  /** Returns how long a commit takes from clone to answer. */
  private double seconds(String commit) throws IOException, InterruptedException {
    Path clone = Files.createTempDirectory(scratch, commit);
    long start = System.nanoTime();
    run("git", "clone", "--quiet", repository.toString(), clone.toString());
    run("git", "-C", clone.toString(), "checkout", "--quiet", commit);
    run(clone.resolve("examples/run").toString(), "PrivateSearch");
    double seconds = (System.nanoTime() - start) / SECOND;
    run("rm", "-rf", clone.toString());
    return seconds;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " failed with status " + status);
    }
  }
}
