package io.pinelink.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processors of this machine. */
final class Processors {
  static final int COUNT = Runtime.getRuntime().availableProcessors();

  private static final Path STATISTICS = Path.of("/proc/stat");

  /** The kernel counts in hundredths of a second, on each architecture that has a JDK. */
  private static final long TICK = 10_000_000;

  private static final int IDLE = 4;
  private static final int WAITING_FOR_DISKS = 5;

  private Processors() {}

  /** Returns the nanoseconds for which processors have been idle; NaN if this is not Linux. */
  static double idle() {
    if (!Files.exists(STATISTICS)) {
      return Double.NaN;
    }
    try {
      String[] ticks =
          Files.readString(STATISTICS).lines().findFirst().orElseThrow().split(" +", -1);
      return (double) TICK
          * (Long.parseLong(ticks[IDLE]) + Long.parseLong(ticks[WAITING_FOR_DISKS]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
