package io.pinelink.examples;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A progress line of a long task: {@code embedding 1200/3000 (41/s)}.
 *
 * <p>On a terminal, one line is redrawn. Elsewhere, such as in a build's log, a new line is printed
 * for each quarter of the task. The rate is the average since this object was created. Not
 * thread-safe.
 */
final class Progress {

  private static final int QUARTERS = 4;

  private final String task;
  private final int total;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long start;

  private int quarter;
  private int drawn;

  /**
   * Starts the clock.
   *
   * @param total the final count of {@link #done}, 1 or more
   * @param nanoTime a monotonic clock in nanoseconds
   */
  Progress(String task, int total, PrintStream out, boolean terminal, LongSupplier nanoTime) {
    if (total < 1) {
      throw new IllegalArgumentException("total must be 1 or more, not " + total);
    }
    this.task = task;
    this.total = total;
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Shows a task on standard output. */
  static Progress onConsole(String task, int total) {
    return new Progress(task, total, System.out, Terminal.isThere(), System::nanoTime);
  }

  /**
   * Reports how much of the task is done.
   *
   * @param count from the start, not since the last call
   */
  void done(int count) {
    if (terminal) {
      redraw(count);
    } else {
      printQuarter(count);
    }
  }

  private void redraw(int count) {
    String line = line(count);
    // Spaces overwrite the rest of a longer line.
    out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
    drawn = line.length();
    if (count == total) {
      out.println();
    }
    out.flush();
  }

  private void printQuarter(int count) {
    int reached = (int) ((long) count * QUARTERS / total);
    if (reached > quarter) {
      quarter = reached;
      out.println(line(count));
    }
  }

  private String line(int count) {
    String line = task + " " + count + "/" + total;
    long elapsed = nanoTime.getAsLong() - start;
    if (elapsed <= 0) {
      return line;
    }
    return line + " (" + Math.round(count * (double) TimeUnit.SECONDS.toNanos(1) / elapsed) + "/s)";
  }
}
