package io.pinelink.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.RetryTokens;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gauges of retry budgets, one for each host and port. If several clients call a host, the
 * gauge is the smallest of their budgets. It is removed with the last of them.
 */
final class RetryBudgetGauges {
  /** All listeners of a registry share its gauges, since it has one of each name and tags. */
  private static final Map<MeterRegistry, WeakReference<RetryBudgetGauges>> SHARED =
      new WeakHashMap<>();

  private final MeterRegistry registry;
  private final Map<String, Budgets> all = new HashMap<>();

  /** The budgets of one authority, as shares by client. */
  private final class Budgets {
    private final Map<Long, Double> left = new ConcurrentHashMap<>();
    private final Gauge gauge;

    Budgets(RetryTokens first) {
      gauge =
          Gauge.builder(CallAttributes.RETRY_BUDGET_METRIC, this, Budgets::least)
              .description("Share of the retry tokens that is left, 0 to 1")
              .tag(CallAttributes.SERVER_ADDRESS, first.route().host())
              .tag(CallAttributes.SERVER_PORT, String.valueOf(first.route().port()))
              .register(registry);
    }

    double least() {
      return left.values().stream().mapToDouble(share -> share).min().orElse(Double.NaN);
    }

    /** Removes the budget of a client, and returns whether none is left. */
    boolean remove(long client) {
      left.remove(client);
      if (left.isEmpty()) {
        registry.remove(gauge);
      }
      return left.isEmpty();
    }
  }

  private RetryBudgetGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Returns the instance of a registry. */
  static RetryBudgetGauges of(MeterRegistry registry) {
    synchronized (SHARED) {
      WeakReference<RetryBudgetGauges> known = SHARED.get(registry);
      RetryBudgetGauges shared = known == null ? null : known.get();
      if (shared == null) {
        shared = new RetryBudgetGauges(registry);
        SHARED.put(registry, new WeakReference<>(shared));
      }
      return shared;
    }
  }

  void changed(RetryTokens tokens) {
    synchronized (all) {
      all.computeIfAbsent(tokens.route().authority(), authority -> new Budgets(tokens))
          .left
          .put(tokens.client(), tokens.left() / tokens.full());
    }
  }

  void removed(RetryTokens tokens) {
    synchronized (all) {
      Budgets budgets = all.get(tokens.route().authority());
      if (budgets != null && budgets.remove(tokens.client())) {
        all.remove(tokens.route().authority());
      }
    }
  }

  void closed(long client) {
    synchronized (all) {
      all.values().removeIf(budgets -> budgets.remove(client));
    }
  }
}
