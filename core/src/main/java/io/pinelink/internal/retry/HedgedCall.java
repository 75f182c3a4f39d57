package io.pinelink.internal.retry;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One try of a read, and its second call if it is late. The first answer ends it; a failure does
 * when nothing is under way any more. However it ends, a cancel included, the rest is cancelled.
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
    make(context);
    if (!isDone()) {
      CompletableFuture<Void> timer = scheduler.after(delay);
      CompletableFuture<?> unused = timer.thenRun(this::makeSecond);
      unused = whenComplete((value, failure) -> timer.cancel(false));
    }
    return this;
  }

  private void makeSecond() {
    synchronized (this) {
      if (isDone() || inFlight == 0 || !budget.take()) {
        return;
      }
      inFlight++;
    }
    make(context.nextAttempt());
  }

  private void make(CallContext as) {
    CompletableFuture<R> call;
    try {
      call = next.call(operation, request, as);
    } catch (RuntimeException | Error e) {
      // A transport promises not to throw; one that does must not leave the caller waiting.
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
      complete(value);
      return;
    }
    boolean isLast;
    synchronized (this) {
      isLast = --inFlight == 0;
    }
    if (isLast) {
      Futures.complete(this, value, failure);
    }
  }
}
