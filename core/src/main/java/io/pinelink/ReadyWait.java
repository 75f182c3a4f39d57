package io.pinelink;

import io.pinelink.control.IndexDescription;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.FailedCall;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.ServiceException.Refusal;
import io.pinelink.internal.Futures;
import io.pinelink.internal.Scheduler;
import io.pinelink.spi.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Describes an index again and again, ever less often, until it is ready or never will be. */
final class ReadyWait {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final AsyncControlPlane controlPlane;
  private final Scheduler scheduler;
  private final String name;
  private final Deadline deadline;
  private final CompletableFuture<IndexDescription> result = new CompletableFuture<>();
  private Duration pause = FIRST_PAUSE;
  private int polls;

  ReadyWait(AsyncControlPlane controlPlane, Scheduler scheduler, String name, Deadline deadline) {
    this.controlPlane = controlPlane;
    this.scheduler = scheduler;
    this.name = name;
    this.deadline = deadline;
  }

  CompletableFuture<IndexDescription> start() {
    poll(deadline.timeout());
    return result;
  }

  private void poll(Duration timeLeft) {
    polls++;
    CompletableFuture<IndexDescription> call = controlPlane.describeIndex(name, timeLeft);
    Futures.cancelWith(result, call);
    var unused = call.whenComplete(this::onAnswer);
  }

  private void onAnswer(@Nullable IndexDescription index, @Nullable Throwable failure) {
    if (index != null && index.status().ready()) {
      result.complete(index);
    } else if (index != null && index.status().isTerminal()) {
      String words = "index '" + name + "' is " + index.status().state() + " and will not be ready";
      fail(
          ServiceException.of(
              tried(), new Refusal(ErrorCode.FAILED_PRECONDITION, words, null, null), null));
    } else if (failure != null && !mayPass(Futures.unwrap(failure))) {
      fail(Futures.unwrap(failure));
    } else if (deadline.remaining().compareTo(pause) <= 0) {
      fail(new DeadlineExceededException(tried(), deadline.timeout(), failure));
    } else {
      pollLater();
    }
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof PinelinkException e && e.isRetryable();
  }

  private void pollLater() {
    CompletableFuture<Void> timer = scheduler.after(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    Futures.cancelWith(result, timer);
    var unused = timer.thenRun(this::pollUnlessLate);
  }

  private void pollUnlessLate() {
    Duration timeLeft = deadline.remaining();
    if (timeLeft.isZero() || timeLeft.isNegative()) {
      fail(new DeadlineExceededException(tried(), deadline.timeout(), null));
      return;
    }
    try {
      poll(timeLeft);
    } catch (RuntimeException e) {
      // Such as a client that was closed meanwhile; nobody else would tell the waiting one.
      fail(e);
    }
  }

  private void fail(Throwable failure) {
    result.completeExceptionally(failure);
  }

  private FailedCall tried() {
    return new FailedCall("waitUntilReady", controlPlane.route(), polls);
  }
}
