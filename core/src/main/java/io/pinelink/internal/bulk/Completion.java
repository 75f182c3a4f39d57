package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a bulk operation is over, and how it ended: once the source is over and all that was
 * read is settled, or early. Either way it ends once. All of it runs in the {@link SerialExecutor}.
 */
final class Completion {
  /** How long a source, or a receiver of what was read, that does not return is waited for. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  /** What is ended. */
  interface Shutdown {
    /** Nothing is to go out any more, and nothing more to be read. */
    void stop(Throwable why);

    /** Waits no longer for a receiver that does not come back. */
    void abandon(Throwable why);

    /** Whether all that was read is settled; then nothing more is counted. */
    boolean seal();

    /** The last write that was accepted, if the service has numbered any. */
    @Nullable ConsistencyToken lastWrite();

    /** Waits until reads see a write. */
    CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration max);

    /** It is over. */
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

  /** Whether nothing more is to be sent. */
  boolean isEnding() {
    return ending != null;
  }

  /** Whether it is over. */
  boolean isDone() {
    return concluded;
  }

  /** What ended it, if it ended early. */
  @Nullable Throwable cause() {
    return cause;
  }

  /** The source gives nothing more; all but the first call change nothing. */
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

  /** Ends it now: nothing more goes out, what is in flight is cancelled, all is accounted for. */
  void end(BulkOutcome how, Throwable why) {
    if (ending != null) {
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
    timers.after(LAST_WAIT, () -> onLastWaitOver(why));
    shutdown.stop(why);
    check();
  }

  private void onLastWaitOver(Throwable why) {
    lastWaitOver = true;
    shutdown.abandon(why);
    check();
  }

  /** Ends it if there is nothing left to do. */
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
              "the service gave its writes no log sequence numbers, so nothing can be awaited");
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

  /** Nothing is to be concluded any more. */
  void abandon() {
    concluded = true;
  }
}
