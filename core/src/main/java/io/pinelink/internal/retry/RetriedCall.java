package io.pinelink.internal.retry;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.LinkedFuture;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallObserver.GiveUpReason;
import io.pinelink.telemetry.CallScope;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call with all its attempts, as the future of its result. Cancelling it cancels the current
 * attempt or wait. There is only one at a time, and each starts after the previous one has ended,
 * so the state is not accessed concurrently.
 */
public final class RetriedCall<Q, R> extends LinkedFuture<R> implements BiConsumer<R, Throwable> {
  private static final System.Logger LOG = System.getLogger("io.pinelink");
  private static final long MILLIS_OF_SECOND = 1_000;
  private static final long MILLIS_OF_TENTH = 100;

  private final RetryingTransport layer;
  private final Operation<Q, R> operation;
  private final Q request;
  private final CallContext context;
  private final RetryBudget budget;
  private List<PinelinkException> earlier = List.of();
  private int attempts;
  private int number;
  private Deadline until;
  private long leftAtStart;
  private boolean resent;

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
    attempts++;
    leftAtStart = context.deadline().remainingNanos();
    until = deadlineOfAttempt();
    resent = false;
    send(kind());
  }

  private AttemptKind kind() {
    if (attempts > 1) {
      return AttemptKind.RETRY;
    }
    return context.attempt() > 1 ? AttemptKind.MOVE : AttemptKind.FIRST;
  }

  private void send(AttemptKind kind) {
    CompletableFuture<R> attempt;
    CallScope scope = observer().enter();
    try {
      observer().attemptStarted(number, kind, context.route());
      attempt = layer.attempt(operation, request, context.attempt(number, until));
      follow(attempt); // here, as the layer below may return null
    } catch (RuntimeException | Error e) {
      // A transport must not throw; if one does, the caller must not wait forever.
      completeExceptionally(e);
      return;
    } finally {
      scope.close();
    }
    var unused = attempt.whenComplete(this);
  }

  @Override
  public void accept(R value, @Nullable Throwable thrown) {
    try {
      onEnd(value, thrown);
    } catch (RuntimeException | Error e) {
      // A decision about the next attempt failed, and nothing else would end the call.
      broken(e, thrown);
    }
  }

  private void broken(Throwable bug, @Nullable Throwable failure) {
    if (failure != null && failure != bug) {
      bug.addSuppressed(Futures.unwrap(failure));
    }
    completeExceptionally(bug);
  }

  private void attemptAgain() {
    try {
      attempt();
    } catch (RuntimeException | Error e) {
      broken(e, null);
    }
  }

  private void onEnd(R value, @Nullable Throwable thrown) {
    if (thrown == null) {
      budget.succeeded();
      end(value, null);
      return;
    }
    Throwable failure = Futures.unwrap(thrown);
    if (!isDone()) {
      observer().attemptFailed(number, failure);
    }
    if (shouldResend(failure)) {
      resent = true;
      number++;
      send(AttemptKind.RESEND);
    } else if (context.once()) {
      // The caller has its own rules for retries and sees every failure. A rate limit of its calls
      // does not use up the budget of other calls.
      if (RetryRule.isConnectionGone(failure)) {
        budget.failed();
      }
      completeExceptionally(failure);
    } else {
      onFailure(failure);
    }
  }

  private CallObserver observer() {
    return context.handling().observer();
  }

  /**
   * Returns whether to resend the call immediately, because an established connection ended before
   * the service processed it. That is safe for every operation, and a new connection is likely to
   * work. It does not count as an attempt and needs no wait, since the service did not fail. A
   * service may however refuse every connection or call, so nothing is resent while the budget is
   * exhausted.
   */
  private boolean shouldResend(Throwable failure) {
    return !resent
        && RetryRule.isConnectionGone(failure)
        && !isDone()
        && !until.isExpired()
        && budget.allows();
  }

  /**
   * Returns the deadline of an attempt. It is the deadline of the call if the attempt could not be
   * retried.
   */
  private Deadline deadlineOfAttempt() {
    Deadline whole = context.deadline();
    return RetryRule.isRepeatable(operation) && !context.once()
        ? whole.within(layer.options().attemptTimeout(whole.timeout()))
        : whole;
  }

  private void onFailure(Throwable thrown) {
    if (!(thrown instanceof PinelinkException failure)) {
      completeExceptionally(thrown);
      return;
    }
    boolean isTransient = RetryRule.isTransient(failure);
    if (failure instanceof RateLimitedException) {
      budget.throttled();
    } else if (isTransient) {
      budget.failed();
    } else if (failure instanceof ServiceException) {
      budget.succeeded(); // the host is healthy enough to respond
    }
    if (isDone()) {
      return; // cancelled
    }
    if (!isTransient) {
      CompletableFuture<R> result = mayHaveActed() ? resultOfEarlier(failure) : null;
      if (result == null) {
        end(failure);
      } else {
        follow(result);
        var unused = result.whenComplete(this);
      }
    } else if (failure instanceof DeadlineExceededException && isWholeTime()) {
      endLate(failure);
    } else {
      decide(failure);
    }
  }

  private boolean mayHaveActed() {
    return earlier.stream().anyMatch(before -> !RetryRule.hasSurelyNotActed(before));
  }

  private @Nullable CompletableFuture<R> resultOfEarlier(PinelinkException failure) {
    return EarlierAttempt.result(
        operation,
        request,
        failure,
        alias ->
            layer.attempt(
                AliasOperations.DESCRIBE_NAMESPACE_ALIAS, alias, context.attempt(number, until)));
  }

  private boolean isWholeTime() {
    return until == context.deadline() || context.deadline().isExpired();
  }

  private void decide(PinelinkException failure) {
    if (attempts >= layer.options().maxAttempts()) {
      end(failure, GiveUpReason.NO_ATTEMPTS_LEFT, null);
    } else if (RetryRule.isForbidden(failure)) {
      end(failure, GiveUpReason.FORBIDDEN_BY_SERVICE, "the service asked not to retry this call");
    } else if (!RetryRule.isSafe(operation, failure)) {
      end(
          failure,
          GiveUpReason.NOT_SAFE,
          operation + " is not idempotent and may have been executed");
    } else if (!budget.allows()) {
      end(
          failure,
          GiveUpReason.NO_BUDGET,
          "too many calls to " + context.route().host() + " fail, its retry budget is exhausted");
    } else {
      retryAfterWait(failure);
    }
  }

  private void retryAfterWait(PinelinkException failure) {
    Duration requested = requested(failure);
    Duration left = context.deadline().remaining();
    Duration own = layer.pause(attempts, requested, left);
    Duration wait = requested.plus(own);
    Duration took =
        RetryRule.takesItsTime(failure) ? Duration.ofNanos(leftAtStart).minus(left) : Duration.ZERO;
    if (wait.plus(took).compareTo(left) >= 0) {
      end(failure, GiveUpReason.NO_TIME, tooLong(requested, own, took, left));
      return;
    }
    if (earlier.isEmpty()) {
      earlier = new ArrayList<>();
    }
    earlier.add(failure);
    LOG.log(Level.DEBUG, () -> failure.getMessage() + "; retrying in " + wait);
    observer().retrying(wait);
    CompletableFuture<Void> timer = layer.scheduler().after(wait);
    follow(timer);
    number++;
    var unused = timer.thenRun(this::attemptAgain);
  }

  /** Returns the wait that the service requests; zero if it requests none. */
  private static Duration requested(PinelinkException failure) {
    return failure instanceof ServiceException refusal
        ? refusal.retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  private static String tooLong(Duration requested, Duration own, Duration took, Duration left) {
    String wait =
        requested.isZero()
            ? "the next attempt would be in " + shown(own)
            : "the service asks to wait " + DurationText.of(requested);
    String time = took.isZero() ? "" : " and may take " + shown(took) + " as this one did";
    return wait + time + ", but the call's timeout leaves " + shown(left);
  }

  /** Returns a time rounded down: the rest of a timeout must not look sufficient. */
  private static String shown(Duration time) {
    long millis = Math.max(0, time.toMillis());
    return DurationText.of(
        Duration.ofMillis(millis < MILLIS_OF_SECOND ? millis : millis - millis % MILLIS_OF_TENTH));
  }

  private void end(PinelinkException failure, GiveUpReason why, @Nullable String text) {
    if (text != null) {
      Failures.addNote(failure, "not retried: " + text);
    }
    observer().gaveUp(why);
    end(failure);
  }

  /** Fails with a deadline. Adds the previous failure, which may explain more. */
  private void endLate(PinelinkException failure) {
    if (!earlier.isEmpty()) {
      Failures.addNote(
          failure, "the previous attempt failed: " + earlier.get(earlier.size() - 1).getMessage());
    }
    observer().gaveUp(GiveUpReason.NO_TIME);
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
