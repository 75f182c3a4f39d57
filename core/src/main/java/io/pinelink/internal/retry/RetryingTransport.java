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
 * A transport that retries transient failures. This is the only place that retries and backs off,
 * for all transports and both planes. It also resends a call immediately if its connection ended
 * before the service processed it; that does not count as an attempt and also applies to calls
 * without retries.
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
   * @param random randomizes the waits
   * @param scheduler times the waits
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

  /** Returns how long to wait after a number of attempts. */
  Duration pause(int attempts) {
    return backoff.any(attempts, random);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  RetryReport report() {
    return report;
  }
}
