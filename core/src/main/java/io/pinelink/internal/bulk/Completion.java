package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Decides when and how a bulk operation ends: after the source has ended and all items are settled,
 * or early. It ends exactly once. All methods run in the {@link SerialExecutor}.
 */
final class Completion {
  /** How long to wait for a source or a receiver that does not return. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  /** How long to wait for the responses to calls in flight after the service refused one. */
  static final Duration DRAIN_WAIT = Duration.ofSeconds(10);

  /** The actions that end a bulk operation. */
  interface Shutdown {
    /** Stops reading, sends nothing more and waits for the responses to calls in flight. */
    void drain(Throwable why);

    /** Stops sending and reading. */
    void stop(Throwable why);

    /** Stops waiting for responses, and for a receiver that does not return. */
    void abandon(Throwable why);

    /**
     * Freezes the counts if all items that were read have been received. Returns whether it did.
     */
    boolean seal();

    /**
     * Returns the token of the last accepted write with a log sequence number; null if there is
     * none.
     */
    @Nullable ConsistencyToken lastWrite();

    /** Waits until reads see a write. */
    CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration max);

    /** Reports the outcome. */
    void conclude(BulkOutcome how, @Nullable Throwable cause);
  }

  private final BulkOptions options;
  private final EngineTimers timers;
  private final SerialExecutor events;
  private final OutcomeCounts counts;
  private final Shutdown shutdown;

  private boolean sourceOver;
  private @Nullable Throwable sourceFailure;
  private @Nullable BulkOutcome ending;
  private @Nullable Throwable cause;
  private boolean lastWaitOver;
  private boolean completing;
  private boolean concluded;
  private @Nullable CompletableFuture<@Nullable Void> visible;

  Completion(
      BulkOptions options,
      EngineTimers timers,
      SerialExecutor events,
      OutcomeCounts counts,
      Shutdown shutdown) {
    this.options = options;
    this.timers = timers;
    this.events = events;
    this.counts = counts;
    this.shutdown = shutdown;
  }

  /** Returns whether the bulk operation is ending, so that nothing more is sent. */
  boolean isEnding() {
    return ending != null;
  }

  /** Returns whether the bulk operation has ended. */
  boolean isDone() {
    return concluded;
  }

  /** Returns the cause of an early end; null if there is none. */
  @Nullable Throwable cause() {
    return cause;
  }

  /** Records that the source has ended. Only the first call has an effect. */
  void sourceOver(@Nullable Throwable failure) {
    if (sourceOver) {
      return;
    }
    sourceOver = true;
    sourceFailure = failure;
    check();
  }

  boolean isSourceOver() {
    return sourceOver;
  }

  /**
   * Ends the bulk operation early: nothing more is sent and all items are settled. After a refusal,
   * the responses to calls in flight are awaited for a limited time, because the service answers;
   * otherwise, and if the caller does not wait, these calls are cancelled.
   */
  void end(BulkOutcome how, Throwable why) {
    if (ending != null) {
      if (how == BulkOutcome.CANCELLED || how == BulkOutcome.DEADLINE) {
        abandon(why);
      }
      return;
    }
    ending = how;
    cause = why;
    counts.over = true;
    if (completing) {
      if (visible != null) {
        visible.cancel(true);
      }
      conclude(how);
      return;
    }
    if (how == BulkOutcome.REFUSED) {
      timers.after(LAST_WAIT, this::onSourceLate);
      timers.after(DRAIN_WAIT, () -> abandon(why));
      shutdown.drain(why);
    } else {
      timers.after(LAST_WAIT, () -> abandon(why));
      shutdown.stop(why);
    }
    check();
  }

  private void onSourceLate() {
    lastWaitOver = true;
    check();
  }

  private void abandon(Throwable why) {
    if (!concluded) {
      shutdown.abandon(why);
      onSourceLate();
    }
  }

  /** Ends the bulk operation if there is nothing left to do. */
  void check() {
    if (completing || concluded) {
      return;
    }
    if (ending != null) {
      if ((sourceOver || lastWaitOver) && counts.open() == 0 && shutdown.seal()) {
        conclude(ending);
      }
      return;
    }
    if (sourceOver && counts.open() == 0 && shutdown.seal()) {
      complete();
    }
  }

  private void complete() {
    completing = true;
    Duration wait = options.awaitVisible().orElse(null);
    if (sourceFailure != null) {
      cause = sourceFailure;
      conclude(BulkOutcome.SOURCE_FAILED);
    } else if (wait == null || counts.accepted == 0) {
      conclude(BulkOutcome.COMPLETE);
    } else {
      awaitVisible(wait);
    }
  }

  private void awaitVisible(Duration wait) {
    ConsistencyToken lastWrite = shutdown.lastWrite();
    if (lastWrite == null) {
      cause =
          new IllegalStateException(
              "the service returned no log sequence numbers, so visibility cannot be awaited");
      conclude(BulkOutcome.NOT_VISIBLE);
      return;
    }
    visible = shutdown.awaitVisible(lastWrite, wait);
    var unused = visible.whenComplete((nothing, failure) -> events.post(() -> onVisible(failure)));
  }

  private void onVisible(@Nullable Throwable failure) {
    if (concluded) {
      return;
    }
    if (failure == null) {
      conclude(BulkOutcome.COMPLETE);
    } else {
      cause = Futures.unwrap(failure);
      conclude(BulkOutcome.NOT_VISIBLE);
    }
  }

  private void conclude(BulkOutcome how) {
    concluded = true;
    ending = how;
    shutdown.conclude(how, cause);
  }

  /** Disables the completion: nothing is reported afterwards. */
  void disable() {
    concluded = true;
  }
}
