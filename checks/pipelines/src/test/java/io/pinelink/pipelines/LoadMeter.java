package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Measures the second half of loads, when the processes are warm. */
final class LoadMeter {
  private static final Duration POLL = Duration.ofMillis(50);

  private final long vectors;

  LoadMeter(long vectors) {
    this.vectors = vectors;
  }

  /**
   * Follows a load until it has ended, and prints its progress.
   *
   * @param stored returns how many vectors have arrived
   */
  Load follow(String what, LongSupplier stored, BooleanSupplier ended, Load.Processes processes) {
    Progress progress = new Progress(what, processes);
    await()
        .atMost(KafkaCluster.LONG)
        .pollInterval(POLL)
        .until(
            () -> {
              boolean all = progress.reaches(stored.getAsLong());
              return ended.getAsBoolean() && all;
            });
    return progress.secondHalf();
  }

  /** Measures work on all vectors from its start to its end. */
  Load whole(String what, Runnable work, Load.Processes processes) {
    System.out.println(what);
    Load start = Load.now(0, processes);
    work.run();
    return Load.now(vectors, processes).minus(start);
  }

  /** Measures the second half of work whose progress is unknown: all of it, less half of it. */
  Load difference(String what, Runnable half, Runnable all, Load.Processes processes) {
    System.out.println(what + ": half of the vectors");
    Load start = Load.now(0, processes);
    half.run();
    Load middle = Load.now(vectors / 2, processes);
    System.out.println(what + ": all vectors");
    all.run();
    Load end = Load.now(middle.vectors() + vectors, processes);
    return end.minus(middle).minus(middle.minus(start));
  }

  private final class Progress {
    private static final long SECOND = 1_000_000_000;

    private final String what;
    private final Load.Processes processes;
    private final long start = System.nanoTime();
    private long seconds;
    private @Nullable Load middle;
    private @Nullable Load end;

    Progress(String what, Load.Processes processes) {
      this.what = what;
      this.processes = processes;
    }

    /** Takes note of how many vectors have arrived, and returns whether these are all. */
    boolean reaches(long stored) {
      if (middle == null && stored >= vectors / 2) {
        middle = Load.now(stored, processes);
      }
      if (end == null && stored == vectors) {
        end = Load.now(stored, processes);
      }
      long elapsed = (System.nanoTime() - start) / SECOND;
      if (elapsed > seconds) {
        seconds = elapsed;
        System.out.printf("%s: %,d of %,d vectors%n", what, stored, vectors);
      }
      return end != null;
    }

    Load secondHalf() {
      if (middle == null || end == null) {
        throw new IllegalStateException("not at its end: " + what);
      }
      Load half = end.minus(middle);
      System.out.printf(
          "%s: the last %,d vectors with %,.0f per second%n",
          what, half.vectors(), half.perSecond());
      return half;
    }
  }
}
