package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.internal.validation.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a bulk operation whose timeout has passed, or whose items the service has not accepted for
 * too long. Time spent waiting for anything but the service does not count.
 */
final class StallDetector {
  /** The action that ends the bulk operation. */
  interface End {
    void end(BulkOutcome how, Throwable why);
  }

  private final BulkOptions options;
  private final EngineTimers timers;
  private final BooleanSupplier waiting;
  private final Supplier<@Nullable Throwable> lastFailure;
  private final End end;
  private boolean watching;
  private long takenAt;
  private long startedAt;

  /**
   * Creates a detector that is not active yet.
   *
   * @param waiting returns whether items wait for the service
   * @param lastFailure returns the last failure, which may be the cause
   */
  StallDetector(
      BulkOptions options,
      EngineTimers timers,
      BooleanSupplier waiting,
      Supplier<@Nullable Throwable> lastFailure,
      End end) {
    this.options = options;
    this.timers = timers;
    this.waiting = waiting;
    this.lastFailure = lastFailure;
    this.end = end;
  }

  /** Starts the timeout of the whole bulk operation. */
  void begin() {
    startedAt = timers.now();
    options
        .timeout()
        .ifPresent(
            max ->
                timers.after(
                    max,
                    () ->
                        end(
                            BulkOutcome.DEADLINE,
                            "the bulk operation has not ended within " + DurationText.of(max))));
  }

  /** Restarts the stall timeout: the service made progress, or has items to process again. */
  void reset() {
    takenAt = timers.now();
    if (!watching) {
      watch(options.stallTimeout());
    }
  }

  /** Returns the longest pause that the bulk operation can wait for. */
  Duration maxPause() {
    Duration stall = options.stallTimeout();
    return timeLeft().filter(left -> left.compareTo(stall) < 0).orElse(stall);
  }

  private Optional<Duration> timeLeft() {
    return options.timeout().map(max -> max.minus(timers.since(startedAt)));
  }

  /** Ends the bulk operation if it cannot wait for a pause that the service requests. */
  void pauseRequested(Duration pause) {
    if (pause.compareTo(options.stallTimeout()) > 0) {
      end(
          BulkOutcome.STALLED,
          "the service asks for a pause of "
              + DurationText.of(pause)
              + ", which is longer than the stall timeout of "
              + DurationText.of(options.stallTimeout()));
      return;
    }
    timeLeft()
        .filter(left -> pause.compareTo(left) > 0)
        .ifPresent(
            left ->
                end(
                    BulkOutcome.DEADLINE,
                    "the service asks for a pause of "
                        + DurationText.of(pause)
                        + ", but the timeout of the bulk operation leaves "
                        + DurationText.of(left)));
  }

  private void watch(Duration delay) {
    watching = true;
    timers.after(delay, this::check);
  }

  private void check() {
    watching = false;
    if (!waiting.getAsBoolean()) {
      return;
    }
    Duration left = options.stallTimeout().minus(timers.since(takenAt));
    if (left.isNegative() || left.isZero()) {
      end(
          BulkOutcome.STALLED,
          "the service has accepted nothing for " + DurationText.of(options.stallTimeout()));
    } else {
      watch(left);
    }
  }

  private void end(BulkOutcome how, String text) {
    Throwable why = new TimeoutException(text);
    Throwable last = lastFailure.get();
    if (last != null) {
      why.initCause(last);
    }
    end.end(how, why);
  }
}
