package io.pinelink.internal.retry;

import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The retry budgets of a client: one per authority. Thread-safe. */
final class RetryBudgets {
  private final RetryOptions options;
  private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

  /** Creates budgets that are full at first. */
  RetryBudgets(RetryOptions options) {
    this.options = options;
  }

  RetryBudget of(Route route) {
    return budgets.computeIfAbsent(
        route.authority(),
        authority -> new RetryBudget(options.budgetTokens(), options.tokensPerSuccess()));
  }
}
