package io.pinelink.internal.retry;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.LinkedFuture;
import io.pinelink.retry.RetryListener.GiveUpReason;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call with all its tries, as the future of its result; cancelling it ends the try or the wait
 * that is under way. There is one of those at a time, and each begins when the one before has
 * ended, so that nothing here is shared between threads at the same time.
 */
public final class RetriedCall<Q, R> extends LinkedFuture<R> implements BiConsumer<R, Throwable> {
  private final RetryingTransport layer;
  private final Operation<Q, R> operation;
  private final Q request;
  private final CallContext context;
  private final RetryBudget budget;
  private List<PinelinkException> earlier = List.of();
  private int tries;
  private int number;
  private Deadline until;
  private long leftAtStart;
  private boolean sentOnceMore;

  RetriedCall(RetryingTransport layer, Operation<Q, R> operation, Q request, CallContext context) {
    this.layer = layer;
    this.operation = operation;
    this.request = request;
    this.context = context;
    this.budget = layer.budget(context);
    this.number = context.attempt();
    this.until = context.deadline();
  }

  CompletableFuture<R> start() {
    attempt();
    return this;
  }

  private void attempt() {
    tries++;
    leftAtStart = context.deadline().remainingNanos();
    until = deadlineOfAttempt();
    sentOnceMore = false;
    send();
  }

  private void send() {
    CompletableFuture<R> attempt;
    try {
      attempt = layer.attempt(operation, request, context.attempt(number, until));
    } catch (RuntimeException | Error e) {
      // A transport promises not to throw; one that does must not leave the caller waiting.
      completeExceptionally(e);
      return;
    }
    follow(attempt);
    var unused = attempt.whenComplete(this);
  }

  @Override
  public void accept(R value, @Nullable Throwable thrown) {
    if (thrown == null) {
      budget.succeeded();
      end(value, null);
      return;
    }
    Throwable failure = Futures.unwrap(thrown);
    if (isToBeSentOnceMore(failure)) {
      sentOnceMore = true;
      number++;
      send();
    } else if (context.once()) {
      // Whoever tries again by other rules is told all; that a service has enough calls takes
      // nothing from those of others.
      if (RetryRule.isConnectionGone(failure)) {
        budget.failed();
      }
      completeExceptionally(failure);
    } else {
      onFailure(failure);
    }
  }

  /**
   * At once, where a connection that had worked ended before the service can have looked at the
   * call: so it is safe whatever the operation, and a new connection is likely to do. It is no
   * attempt and costs no wait, since it is not the service that failed. But a service may turn away
   * each connection, or each call: so it too is left out while the budget is used up.
   */
  private boolean isToBeSentOnceMore(Throwable failure) {
    return !sentOnceMore
        && RetryRule.isConnectionGone(failure)
        && !isDone()
        && !until.isExpired()
        && budget.allows();
  }

  /** To give up a try that cannot be made again would only make the call shorter. */
  private Deadline deadlineOfAttempt() {
    Deadline whole = context.deadline();
    return operation.idempotent() && !context.once()
        ? whole.within(layer.options().attemptTimeout(whole.timeout()))
        : whole;
  }

  private void onFailure(Throwable thrown) {
    if (!(thrown instanceof PinelinkException failure)) {
      completeExceptionally(thrown);
      return;
    }
    boolean mayPass = RetryRule.mayPass(failure);
    if (mayPass) {
      budget.failed();
    } else if (failure instanceof ServiceException) {
      budget.succeeded(); // the host is well enough to say no
    }
    if (isDone()) {
      return; // cancelled
    }
    if (!mayPass) {
      end(failure);
    } else if (failure instanceof DeadlineExceededException && isWholeTime()) {
      endLate(failure);
    } else {
      decide(failure);
    }
  }

  private boolean isWholeTime() {
    return until == context.deadline() || context.deadline().isExpired();
  }

  private void decide(PinelinkException failure) {
    if (tries >= layer.options().maxAttempts()) {
      end(failure, GiveUpReason.NO_ATTEMPTS_LEFT, null);
    } else if (RetryRule.isForbidden(failure)) {
      end(
          failure,
          GiveUpReason.FORBIDDEN_BY_SERVICE,
          "the service asks not to be called again for this");
    } else if (!RetryRule.isSafe(operation, failure)) {
      end(
          failure,
          GiveUpReason.NOT_SAFE,
          "the service may have acted, and " + operation + " twice is not the same as once");
    } else if (!budget.allows()) {
      end(
          failure,
          GiveUpReason.NO_BUDGET,
          "too many calls to " + context.route().host() + " fail, its retry budget is used up");
    } else {
      waitAndTry(failure);
    }
  }

  private void waitAndTry(PinelinkException failure) {
    Duration asked = asked(failure);
    Duration own = layer.pause(tries);
    Duration left = context.deadline().remaining();
    Duration wait = asked.plus(own);
    Duration took =
        RetryRule.takesItsTime(failure) ? Duration.ofNanos(leftAtStart).minus(left) : Duration.ZERO;
    if (wait.plus(took).compareTo(left) >= 0) {
      end(failure, GiveUpReason.NO_TIME, tooLong(asked, own, took, left));
      return;
    }
    if (earlier.isEmpty()) {
      earlier = new ArrayList<>();
    }
    earlier.add(failure);
    layer.report().retrying(failure, wait);
    CompletableFuture<Void> timer = layer.scheduler().after(wait);
    follow(timer);
    // A layer below may have counted on by itself.
    number = Math.max(number, failure.attempts()) + 1;
    var unused = timer.thenRun(this::attempt);
  }

  /** Zero where the service does not ask for a wait. */
  private static Duration asked(PinelinkException failure) {
    return failure instanceof ServiceException refusal
        ? refusal.retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  private static String tooLong(Duration asked, Duration own, Duration took, Duration left) {
    String wait =
        asked.isZero()
            ? "the next try would be in " + shown(own)
            : "the service asks to wait " + asked;
    String time = took.isZero() ? "" : " and may take " + shown(took) + " as this one did";
    return wait + time + ", but the call's timeout leaves " + shown(left);
  }

  private static Duration shown(Duration time) {
    return time.isNegative() ? Duration.ZERO : time.truncatedTo(ChronoUnit.MILLIS);
  }

  private void end(PinelinkException failure, GiveUpReason why, @Nullable String text) {
    if (text != null) {
      failure.add("not tried again: " + text);
    }
    layer.report().gaveUp(failure, why);
    end(failure);
  }

  /** That time is over says nothing; what went wrong before may. */
  private void endLate(PinelinkException failure) {
    if (!earlier.isEmpty()) {
      failure.add("the try before failed: " + earlier.get(earlier.size() - 1).getMessage());
    }
    layer.report().gaveUp(failure, GiveUpReason.NO_TIME);
    end(failure);
  }

  private void end(PinelinkException failure) {
    for (PinelinkException before : earlier) {
      if (before != failure) {
        failure.addSuppressed(before);
      }
    }
    completeExceptionally(failure);
  }
}
