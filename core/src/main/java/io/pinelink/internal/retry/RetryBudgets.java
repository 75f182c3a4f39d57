package io.pinelink.internal.retry;

import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.telemetry.RetryTokens;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The retry budgets of a client: one per authority. Thread-safe. */
final class RetryBudgets {
  private final RetryOptions options;
  private final @Nullable Consumer<RetryTokens> watcher;
  private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

  /**
   * Creates budgets that are full at first.
   *
   * @param watcher receives their tokens when they change
   */
  RetryBudgets(RetryOptions options, @Nullable Consumer<RetryTokens> watcher) {
    this.options = options;
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
        all == null ? null : left -> all.accept(new RetryTokens(route, left, full)));
  }
}
