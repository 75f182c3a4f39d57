package io.pinelink.internal.retry;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.retry.RetryListener;
import io.pinelink.retry.RetryOptions;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Tries calls again that failed in a way that may pass: the one place that does so and waits, for
 * all transports and both planes. It also replaces, at once, a connection that had ended before the
 * service can have looked at a call; that is no attempt, and done for calls that are made once too.
 */
public final class RetryingTransport extends ForwardingTransport {
  private final RetryOptions options;
  private final RetryBudgets budgets;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final Scheduler scheduler;
  private final RetryReport report;

  /**
   * Wraps a transport.
   *
   * @param random draws the waits
   * @param scheduler times them
   */
  public RetryingTransport(
      Transport next,
      RetryOptions options,
      RetryListener listener,
      RandomGenerator random,
      Scheduler scheduler) {
    super(next);
    this.options = options;
    this.budgets = new RetryBudgets(options);
    this.backoff = new Backoff(options.firstBackoff(), options.maxBackoff());
    this.random = random;
    this.scheduler = scheduler;
    this.report = new RetryReport(listener);
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    return new RetriedCall<>(this, operation, request, context).start();
  }

  <Q, R> CompletableFuture<R> attempt(Operation<Q, R> operation, Q request, CallContext context) {
    return super.call(operation, request, context);
  }

  RetryOptions options() {
    return options;
  }

  RetryBudget budget(CallContext context) {
    return budgets.of(context.route());
  }

  /** How long to wait after that many tries. */
  Duration pause(int tries) {
    return backoff.any(tries, random);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  RetryReport report() {
    return report;
  }
}
