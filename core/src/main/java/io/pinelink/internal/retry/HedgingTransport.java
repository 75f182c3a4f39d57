package io.pinelink.internal.retry;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.retry.HedgeOptions;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Plane;
import io.pinelink.spi.Transport;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A transport that sends a second copy of a slow read, as configured by {@link HedgeOptions}. It is
 * below {@link RetryingTransport}, for which both copies are one attempt. Calls without retries are
 * not hedged.
 */
public final class HedgingTransport extends ForwardingTransport {
  private final HedgeOptions options;
  private final Scheduler scheduler;
  private final Map<String, HedgeBudget> budgets = new ConcurrentHashMap<>();

  /** Wraps a transport. */
  public HedgingTransport(Transport next, HedgeOptions options, Scheduler scheduler) {
    super(next);
    this.options = options;
    this.scheduler = scheduler;
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    if (context.once() || !isHedged(operation)) {
      return super.call(operation, request, context);
    }
    HedgeBudget budget =
        budgets.computeIfAbsent(
            context.route().authority(), authority -> new HedgeBudget(options.maxExtraRatio()));
    budget.called();
    if (context.deadline().remaining().compareTo(options.delay()) <= 0) {
      return super.call(operation, request, context);
    }
    return new HedgedCall<>(delegate(), operation, request, context, budget)
        .start(scheduler, options.delay());
  }

  private static boolean isHedged(Operation<?, ?> operation) {
    return operation.plane() == Plane.DATA && operation.readOnly();
  }
}
