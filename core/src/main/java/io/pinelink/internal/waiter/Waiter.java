package io.pinelink.internal.waiter;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.LinkedFuture;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.validation.Check;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Polls with increasing pauses until a condition is met or can no longer be met. */
public final class Waiter<T> {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

  private final Caller caller;
  private final Deadline deadline;
  private final WaiterCondition<T> awaited;
  private final LinkedFuture<T> result = new LinkedFuture<>();
  private Duration pause = FIRST_PAUSE;
  private int polls;

  /** Creates a wait that has not started, on a caller that completes its futures in place. */
  Waiter(Caller caller, Deadline deadline, WaiterCondition<T> awaited) {
    this.caller = caller;
    this.deadline = deadline;
    this.awaited = awaited;
  }

  /**
   * Waits for a condition: polls immediately, then after 100 ms, then after increasing pauses of at
   * most 5 s. The future fails with a {@link DeadlineExceededException} as soon as the next poll
   * would be too late, and with a {@link ServiceException} with {@code FAILED_PRECONDITION} if the
   * condition can no longer be met. A poll that fails transiently is repeated. Cancelling cancels
   * the current poll or pause.
   *
   * @param caller sends the polls, each within its own timeout and the rest of {@code timeout}; the
   *     future completes on its executor
   * @throws IllegalArgumentException if the timeout is not positive
   */
  public static <T> CompletableFuture<T> until(
      Caller caller, Duration timeout, WaiterCondition<T> awaited) {
    Deadline deadline = Deadline.after(Check.timeout(timeout));
    Caller inPlace = caller.inPlace();
    Waiter<T> wait = new Waiter<>(inPlace, deadline, awaited);
    return Futures.completeOn(caller.completeOn(), wait.start());
  }

  CompletableFuture<T> start() {
    poll(deadline.timeout());
    return result;
  }

  private void poll(Duration timeLeft) {
    polls++;
    CompletableFuture<T> call = awaited.ask().apply(caller.within(timeLeft));
    result.follow(call);
    Futures.onEnd(call, result, this::onEnd);
  }

  private void onEnd(@Nullable T answer, @Nullable Throwable failure) {
    if (answer != null) {
      onAnswer(answer);
    } else if (failure != null && !isTransient(Futures.unwrap(failure))) {
      fail(Futures.unwrap(failure));
    } else {
      pollLater(failure);
    }
  }

  private void onAnswer(T answer) {
    if (awaited.isDone().test(answer)) {
      result.end(answer, null);
      return;
    }
    Optional<String> why = awaited.whyNever().apply(answer);
    if (why.isPresent()) {
      Refusal refusal = new Refusal(ErrorCode.FAILED_PRECONDITION, why.get(), null, null);
      fail(Failures.refusal(failedCall(), refusal, null));
    } else {
      pollLater(null);
    }
  }

  private static boolean isTransient(Throwable failure) {
    return failure instanceof PinelinkException e && e.isRetryable();
  }

  private void pollLater(@Nullable Throwable failure) {
    if (deadline.remaining().compareTo(pause) <= 0) {
      fail(Failures.deadlineExceeded(failedCall(), deadline.timeout(), failure));
      return;
    }
    CompletableFuture<Void> timer = caller.scheduler().after(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
    result.follow(timer);
    var unused = timer.thenRun(this::pollUnlessLate);
  }

  private void pollUnlessLate() {
    Duration timeLeft = deadline.remaining();
    if (timeLeft.isZero() || timeLeft.isNegative()) {
      fail(Failures.deadlineExceeded(failedCall(), deadline.timeout(), null));
      return;
    }
    try {
      poll(timeLeft);
    } catch (RuntimeException | Error e) {
      // For example the client was closed. Nothing else would complete the future.
      fail(e);
    }
  }

  private void fail(Throwable failure) {
    result.completeExceptionally(failure);
  }

  private FailedCall failedCall() {
    return new FailedCall(awaited.operation(), caller.route(), polls);
  }
}
