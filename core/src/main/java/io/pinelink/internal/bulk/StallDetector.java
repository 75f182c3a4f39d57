package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a bulk operation whose time is over, or for which the service takes nothing though there is
 * something to take. What waits for others than the service does not count.
 */
final class StallDetector {
  /** Ends it. */
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
   * Makes one that does not watch yet.
   *
   * @param waiting whether there is something that the service is to take
   * @param lastFailure what went wrong last, which may be why
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

  /** The time of the whole bulk operation begins. */
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
                            "the bulk operation has not ended within " + max)));
  }

  /** The service took something, or has something to take again. */
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

  /** The service asks for a pause; one that the bulk operation cannot wait for ends it at once. */
  void pauseRequested(Duration pause) {
    if (pause.compareTo(options.stallTimeout()) > 0) {
      end(
          BulkOutcome.STALLED,
          "the service asks for a pause of "
              + pause
              + ", which is longer than the stall timeout of "
              + options.stallTimeout());
      return;
    }
    timeLeft()
        .filter(left -> pause.compareTo(left) > 0)
        .ifPresent(
            left ->
                end(
                    BulkOutcome.DEADLINE,
                    "the service asks for a pause of "
                        + pause
                        + ", but the timeout of the bulk operation leaves "
                        + left));
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
      end(BulkOutcome.STALLED, "the service has taken nothing for " + options.stallTimeout());
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
