package io.pinelink.internal.retry;

import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The retry budgets of a client: one per authority, for a bounded number of authorities. Beyond it,
 * the oldest full budget is dropped, since a new one is the same, or else the oldest of all.
 * Thread-safe.
 */
final class RetryBudgets {
  /** More than a project has indexes. */
  static final int MAX = 1_000;

  /**
   * The failures in a row that end retries are a tenth of the tokens, but at least these, and at
   * least the attempts of one call.
   */
  private static final int MIN_IN_ROW = 4;

  private static final int TOKENS_OF_ONE_IN_ROW = 10;

  private final RetryOptions options;
  private final LongSupplier nanoTime;
  private final @Nullable RetryBudgetWatcher watcher;
  private final Map<String, Known> budgets = new ConcurrentHashMap<>();

  /** The authorities in the order of their first calls. */
  private final Set<String> order = new LinkedHashSet<>();

  /** A budget, with the route for which it was created. */
  private record Known(Route route, RetryBudget budget) {}

  /** Creates budgets that are full at first, and whose tokens the watcher receives. */
  RetryBudgets(RetryOptions options, LongSupplier nanoTime, @Nullable RetryBudgetWatcher watcher) {
    this.options = options;
    this.nanoTime = nanoTime;
    this.watcher = watcher;
  }

  RetryBudget of(Route route) {
    Known known = budgets.get(route.authority());
    return known == null ? created(route) : known.budget();
  }

  /** Only one thread at a time adds a budget, so that the bound holds. */
  private synchronized RetryBudget created(Route route) {
    Known known = budgets.get(route.authority());
    if (known == null) {
      if (budgets.size() >= MAX) {
        drop();
      }
      known = new Known(route, full(route));
      budgets.put(route.authority(), known);
      order.add(route.authority());
    }
    return known.budget();
  }

  private void drop() {
    String oldest = order.iterator().next();
    String dropped = order.stream().filter(this::isFull).findFirst().orElse(oldest);
    order.remove(dropped);
    Known known = budgets.remove(dropped);
    if (known != null) {
      known.budget().remove();
      if (watcher != null) {
        watcher.removed(known.route(), known.budget().left(), options.budgetTokens());
      }
    }
  }

  private boolean isFull(String authority) {
    Known known = budgets.get(authority);
    return known != null && known.budget().isFull();
  }

  private RetryBudget full(Route route) {
    RetryBudgetWatcher all = watcher;
    int full = options.budgetTokens();
    return new RetryBudget(
        full,
        options.tokensPerSuccess(),
        Math.max(Math.max(MIN_IN_ROW, options.maxAttempts()), full / TOKENS_OF_ONE_IN_ROW),
        nanoTime,
        all == null ? null : left -> all.changed(route, left, full));
  }
}
