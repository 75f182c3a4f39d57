package io.pinelink.internal.retry;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.retry.RetryOptions;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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

  /** Wraps a transport, on the system's clock, and reports no tokens. */
  public RetryingTransport(
      Transport next, RetryOptions options, RandomGenerator random, Scheduler scheduler) {
    this(next, options, random, scheduler, System::nanoTime, null);
  }

  /**
   * Wraps a transport.
   *
   * @param random randomizes the waits
   * @param scheduler times the waits
   * @param nanoTime the monotonic clock of the retry budgets
   * @param tokens receives the tokens of retry budgets when they change
   */
  public RetryingTransport(
      Transport next,
      RetryOptions options,
      RandomGenerator random,
      Scheduler scheduler,
      LongSupplier nanoTime,
      @Nullable RetryBudgetWatcher tokens) {
    super(next);
    this.options = options;
    this.budgets = new RetryBudgets(options, nanoTime, tokens);
    this.backoff = new Backoff(options.firstBackoff(), options.maxBackoff());
    this.random = random;
    this.scheduler = scheduler;
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

  /**
   * Returns how long to wait after a number of attempts, in addition to what the service requests.
   * If that is long, it was requested of many clients, perhaps until the same time: they spread
   * over a quarter of it, or half of what it leaves.
   *
   * @param requested the wait that the service requests; zero for none
   * @param left the time that is left for the call
   */
  Duration pause(int attempts, Duration requested, Duration left) {
    Backoff spread = backoff;
    if (!requested.isZero() && requested.compareTo(left) < 0) {
      Duration quarter = requested.dividedBy(4);
      Duration half = left.minus(requested).dividedBy(2);
      Duration whole = quarter.compareTo(half) < 0 ? quarter : half;
      if (whole.compareTo(backoff.bound(attempts)) > 0) {
        spread = new Backoff(whole, whole);
      }
    }
    return spread.any(attempts, random);
  }

  Scheduler scheduler() {
    return scheduler;
  }
}
