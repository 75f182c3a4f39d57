package io.pinelink.internal.retry;

import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.telemetry.RetryTokens;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The retry budgets of a client: one per authority. Thread-safe. */
final class RetryBudgets {
  /**
   * The failures in a row that end retries are a tenth of the tokens, but at least these, and at
   * least the attempts of one call.
   */
  private static final int MIN_IN_ROW = 4;

  private static final int TOKENS_OF_ONE_IN_ROW = 10;

  private final RetryOptions options;
  private final LongSupplier nanoTime;
  private final @Nullable Consumer<RetryTokens> watcher;
  private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

  /**
   * Creates budgets that are full at first.
   *
   * @param watcher receives their tokens when they change
   */
  RetryBudgets(
      RetryOptions options, LongSupplier nanoTime, @Nullable Consumer<RetryTokens> watcher) {
    this.options = options;
    this.nanoTime = nanoTime;
    this.watcher = watcher;
  }

  RetryBudget of(Route route) {
    return budgets.computeIfAbsent(route.authority(), authority -> full(route));
  }

  private RetryBudget full(Route route) {
    Consumer<RetryTokens> all = watcher;
    int full = options.budgetTokens();
    return new RetryBudget(
        full,
        options.tokensPerSuccess(),
        Math.max(Math.max(MIN_IN_ROW, options.maxAttempts()), full / TOKENS_OF_ONE_IN_ROW),
        nanoTime,
        all == null ? null : left -> all.accept(new RetryTokens(route, left, full)));
  }
}
