package io.pinelink.cli.output;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an operation on standard error. A terminal shows a bar that is redrawn at most
 * ten times a second, a log gets a line every ten seconds. Thread-safe.
 */
public final class ProgressDisplay implements AutoCloseable {
  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LOG_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int BAR = 20;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final long SECONDS_PER_HOUR = 3600;

  private final PrintWriter err;
  private final @Nullable TerminalStreams terminal;
  private final String title;
  private final String unit;
  private final LongSupplier nanoTime;
  private final long start;

  private OptionalLong total;
  private long first;
  private long done;
  private long failed;
  private long shownAt;
  private boolean isShown;
  private boolean closed;

  /**
   * @param terminal what the lines go to; null to show nothing
   */
  ProgressDisplay(
      PrintWriter err,
      @Nullable TerminalStreams terminal,
      String title,
      String unit,
      OptionalLong total,
      LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.title = PlainText.line(title);
    this.unit = unit;
    this.total = total;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.shownAt = start;
  }

  /**
   * Sets how many items were settled by an earlier run. They count as done, but not for the rate.
   */
  public synchronized void resumedAt(long settled) {
    first = settled;
    done = settled;
  }

  /** Sets how many items there are, once that is known. */
  public synchronized void total(long items) {
    total = OptionalLong.of(items);
  }

  /**
   * Reports the progress.
   *
   * @param newDone how many items are settled in total
   * @param newFailed how many of them failed
   */
  public synchronized void update(long newDone, long newFailed) {
    done = newDone;
    failed = newFailed;
    long now = nanoTime.getAsLong();
    if (terminal != null && now - shownAt >= (terminal.err() ? REDRAW_NANOS : LOG_NANOS)) {
      shownAt = now;
      show(now);
    }
  }

  /** Returns a listener that shows the progress of a bulk operation here. */
  public BulkListener bulkListener() {
    return new BulkListener() {
      @Override
      public void progress(BulkProgress progress) {
        show(progress);
      }
    };
  }

  private synchronized void show(BulkProgress progress) {
    first = progress.skipped();
    progress.expected().ifPresent(this::total);
    long failures = progress.rejected() + progress.unknown() + progress.unsent();
    update(progress.skipped() + progress.accepted() + failures, failures);
  }

  private void show(long now) {
    isShown = true;
    if (terminal != null && terminal.err()) {
      String line = text(now, true);
      int max = terminal.columns() - 1;
      err.print("\r" + (line.length() > max ? line.substring(0, max) : line) + "\u001b[K");
    } else {
      err.println(text(now, false));
    }
    err.flush();
  }

  private String text(long now, boolean bar) {
    StringBuilder text = new StringBuilder(title).append("  ");
    double seconds = Math.max(1, now - start) / 1e9;
    double rate = (done - first) / seconds;
    if (total.isPresent() && total.getAsLong() > 0) {
      double share = Math.min(1, (double) done / total.getAsLong());
      if (bar) {
        int filled = (int) (share * BAR);
        text.append('[').append("#".repeat(filled)).append(" ".repeat(BAR - filled)).append("] ");
      }
      text.append((int) (share * 100)).append(" %  ");
      text.append(grouped(done)).append(" of ").append(grouped(total.getAsLong()));
    } else {
      text.append(grouped(done));
    }
    text.append(' ').append(unit).append("  ").append(grouped(Math.round(rate))).append("/s");
    if (failed > 0) {
      text.append("  ").append(grouped(failed)).append(" failed");
    }
    if (total.isPresent() && rate > 0 && done < total.getAsLong()) {
      text.append("  ").append(clock((long) ((total.getAsLong() - done) / rate))).append(" left");
    }
    return text.toString();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String clock(long seconds) {
    return seconds < SECONDS_PER_HOUR
        ? String.format(
            Locale.ROOT, "%d:%02d", seconds / SECONDS_PER_MINUTE, seconds % SECONDS_PER_MINUTE)
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            seconds / SECONDS_PER_HOUR,
            seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE,
            seconds % SECONDS_PER_MINUTE);
  }

  /** Shows the last state, and ends the line. Nothing is shown if there was nothing to count. */
  @Override
  public synchronized void close() {
    if (!closed && terminal != null && (done > 0 || failed > 0 || isShown)) {
      show(nanoTime.getAsLong());
      if (terminal.err()) {
        err.println();
        err.flush();
      }
    }
    closed = true;
  }
}
