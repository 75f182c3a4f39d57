package io.pinelink.internal.retry;

import io.pinelink.error.PinelinkException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallScope;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a read, and its hedge if the answer is late. The first answer completes it; a
 * failure completes it only if no other call is in flight. When it ends or is cancelled, the
 * remaining call is cancelled.
 */
final class HedgedCall<Q, R> extends CompletableFuture<R> {
  private final Transport next;
  private final Operation<Q, R> operation;
  private final Q request;
  private final CallContext context;
  private final HedgeBudget budget;
  private int inFlight = 1;

  HedgedCall(
      Transport next,
      Operation<Q, R> operation,
      Q request,
      CallContext context,
      HedgeBudget budget) {
    this.next = next;
    this.operation = operation;
    this.request = request;
    this.context = context;
    this.budget = budget;
  }

  CompletableFuture<R> start(Scheduler scheduler, Duration delay) {
    send(context);
    if (!isDone()) {
      CompletableFuture<Void> timer = scheduler.after(delay);
      CompletableFuture<?> unused = timer.thenRun(this::sendHedge);
      // Its task finds nothing to do; cancel() would create two exceptions for each read.
      unused = whenComplete((value, failure) -> timer.complete(null));
    }
    return this;
  }

  private void sendHedge() {
    synchronized (this) {
      if (isDone() || inFlight == 0 || !budget.take()) {
        return;
      }
      inFlight++;
    }
    try {
      sendAs(context.nextAttempt());
    } catch (RuntimeException | Error e) {
      // The hedge does not run, so the other call must not wait for it when it fails.
      onFailure(e);
    }
  }

  private void sendAs(CallContext second) {
    CallScope scope = observer().enter();
    try {
      observer().attemptStarted(second.attempt(), AttemptKind.HEDGE, second.route());
      send(second);
    } finally {
      scope.close();
    }
  }

  private CallObserver observer() {
    return context.handling().observer();
  }

  private void send(CallContext as) {
    CompletableFuture<R> call;
    try {
      call = Objects.requireNonNull(next.call(operation, request, as), "a transport's future");
    } catch (RuntimeException | Error e) {
      // A transport must not throw; if one does, the caller must not wait forever.
      call = failedFuture(e);
    }
    CompletableFuture<R> made = call;
    CompletableFuture<?> unused = made.whenComplete(this::onEnd);
    if (!made.isDone()) {
      unused = whenComplete((value, failure) -> made.cancel(true));
    }
  }

  private void onEnd(R value, @Nullable Throwable failure) {
    if (failure == null) {
      budget.answered();
      complete(value);
    } else {
      onFailure(Futures.unwrap(failure));
    }
  }

  private void onFailure(Throwable failure) {
    if (!isDone()) { // otherwise it is the slower call, which was cancelled
      budget.failed();
    }
    boolean isLast;
    synchronized (this) {
      isLast = --inFlight == 0;
    }
    if (isLast && failure instanceof CancellationException) {
      cancel(true);
    } else if (isLast) {
      completeExceptionally(failure); // the layer above reports it
    } else if (!isDone()) {
      int number = failure instanceof PinelinkException e ? e.attempts() : context.attempt();
      observer().attemptFailed(number, failure);
    }
  }
}
