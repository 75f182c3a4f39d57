package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.internal.validation.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Ends a bulk operation whose timeout has passed, or whose items the service has not accepted for
 * too long. Time spent waiting for anything but the service does not count.
 */
final class StallDetector {
  private final BulkRun run;
  private boolean watching;
  private long takenAt;
  private long startedAt;

  StallDetector(BulkRun run) {
    this.run = run;
  }

  /** Starts the timeout of the whole bulk operation. */
  void begin() {
    startedAt = run.now();
    run.options
        .timeout()
        .ifPresent(
            max ->
                run.after(
                    max,
                    () ->
                        end(
                            BulkOutcome.DEADLINE,
                            "the bulk operation has not ended within " + DurationText.of(max))));
  }

  /** Restarts the stall timeout: the service made progress, or has items to process again. */
  void reset() {
    takenAt = run.now();
    if (!watching) {
      watch(run.options.stallTimeout());
    }
  }

  /** Returns the longest pause that the bulk operation can wait for. */
  Duration maxPause() {
    Duration stall = run.options.stallTimeout();
    return timeLeft().filter(left -> left.compareTo(stall) < 0).orElse(stall);
  }

  private Optional<Duration> timeLeft() {
    return run.options.timeout().map(max -> max.minus(run.since(startedAt)));
  }

  /** Ends the bulk operation if it cannot wait for a pause that the service requests. */
  void pauseRequested(Duration pause) {
    if (pause.compareTo(run.options.stallTimeout()) > 0) {
      end(
          BulkOutcome.STALLED,
          "the service asks for a pause of %s, which is longer than the stall timeout of %s"
              .formatted(DurationText.of(pause), DurationText.of(run.options.stallTimeout())));
      return;
    }
    timeLeft()
        .filter(left -> pause.compareTo(left) > 0)
        .ifPresent(
            left ->
                end(
                    BulkOutcome.DEADLINE,
                    ("the service asks for a pause of %s, but the timeout of the bulk"
                            + " operation leaves %s")
                        .formatted(DurationText.of(pause), DurationText.of(left))));
  }

  private void watch(Duration delay) {
    watching = true;
    run.after(delay, this::check);
  }

  private void check() {
    watching = false;
    if (!run.awaitsService()) {
      return;
    }
    Duration left = run.options.stallTimeout().minus(run.since(takenAt));
    if (left.isNegative() || left.isZero()) {
      end(
          BulkOutcome.STALLED,
          "the service has accepted nothing for " + DurationText.of(run.options.stallTimeout()));
    } else {
      watch(left);
    }
  }

  private void end(BulkOutcome how, String text) {
    Throwable why = new TimeoutException(text);
    Throwable last = run.lastFailure();
    if (last != null) {
      why.initCause(last);
    }
    run.end(how, why);
  }
}
