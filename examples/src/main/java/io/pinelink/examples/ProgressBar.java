package io.pinelink.examples;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A progress bar of a bulk operation:
 *
 * <pre>{@code
 * [########------------]  40%  46,800 of 117,791  9,412/s  17.3 MB/s  6 of 8 in flight  0:08 left
 * }</pre>
 *
 * <p>On a terminal, one line is redrawn at most ten times a second. Elsewhere, such as in a build's
 * log, only the last line is printed, with the outcome of all vectors. Not thread-safe; a bulk
 * operation calls its listener from one thread at a time.
 */
final class ProgressBar implements BulkListener {
  private static final int CELLS = 20;
  private static final double MEGABYTE = 1e6;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;

  private boolean isDrawn;
  private long drawnAt;
  private int width;

  /**
   * Creates a bar that draws nothing until the first progress.
   *
   * @param terminal whether a carriage return moves to the beginning of the line
   * @param nanoTime a monotonic clock in nanoseconds
   */
  ProgressBar(PrintStream out, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  /** Returns a bar on standard output. */
  static ProgressBar onConsole() {
    return new ProgressBar(System.out, Terminal.isThere(), System::nanoTime);
  }

  @Override
  public void progress(BulkProgress progress) {
    long now = nanoTime.getAsLong();
    if (terminal && (!isDrawn || now - drawnAt >= REDRAW_NANOS)) {
      isDrawn = true;
      drawnAt = now;
      draw(line(progress));
      out.flush();
    }
  }

  @Override
  public void ended(BulkReport report) {
    if (terminal) {
      draw(line(report));
      out.println();
    } else {
      out.println(line(report));
    }
    out.flush();
  }

  /** Draws a line and overwrites the rest of a longer one with spaces. */
  private void draw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    width = line.length();
  }

  private static String line(BulkProgress progress) {
    long failed = progress.rejected() + progress.unknown() + progress.unsent();
    long done = progress.skipped() + progress.accepted() + failed;
    StringBuilder line = new StringBuilder();
    if (progress.expected().isPresent()) {
      // The expected number may be an estimate that the source exceeds.
      long expected = Math.max(done, progress.expected().getAsLong());
      double part = expected == 0 ? 1 : (double) done / expected;
      int cells = (int) (part * CELLS);
      line.append('[').append("#".repeat(cells)).append("-".repeat(CELLS - cells)).append("] ");
      line.append(text("%3d%%  %,d of %,d", (int) (part * 100), done, expected));
    } else {
      line.append(text("%,d", done));
    }
    if (failed > 0) {
      line.append(text(", %,d failed", failed));
    }
    line.append(text("  %,.0f/s", progress.acceptedPerSecond()));
    line.append(text("  %.1f MB/s", progress.bytesPerSecond() / MEGABYTE));
    line.append(text("  %d of %d in flight", progress.callsInFlight(), progress.limit()));
    progress.remaining().ifPresent(left -> line.append("  ").append(clock(left)).append(" left"));
    return line.toString();
  }

  private static String line(BulkReport report) {
    double seconds = report.elapsed().toNanos() / 1e9;
    StringBuilder line = new StringBuilder();
    line.append(text("loaded %,d in %.1f s", report.accepted(), seconds));
    if (seconds > 0) {
      line.append(text(", %,.0f/s", report.accepted() / seconds));
    }
    line.append(text(", %.1f MB", report.acceptedBytes() / MEGABYTE));
    append(line, report.skipped(), "skipped");
    append(line, report.rejected(), "rejected");
    append(line, report.unknown(), "unknown");
    append(line, report.unsent(), "unsent");
    if (report.ending() != BulkOutcome.COMPLETE) {
      line.append("; ended as ").append(report.ending());
    }
    return line.toString();
  }

  private static void append(StringBuilder line, long count, String what) {
    if (count > 0) {
      line.append(text(", %,d %s", count, what));
    }
  }

  private static String clock(Duration left) {
    return left.toHours() > 0
        ? text("%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
        : text("%d:%02d", left.toMinutes(), left.toSecondsPart());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
