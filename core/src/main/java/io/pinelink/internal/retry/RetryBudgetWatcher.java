package io.pinelink.internal.retry;

import io.pinelink.routing.Route;

/** Receives the events of a client's retry budgets. */
public interface RetryBudgetWatcher {
  /** Called when a budget is created, and when its tokens change. */
  void changed(Route route, double left, int full);

  /** Called when a budget is dropped. */
  void removed(Route route, double left, int full);
}
