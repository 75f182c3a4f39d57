package io.pinelink.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleGauge;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.RetryTokens;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The gauge of retry budgets, with one series for each host and port. If several clients call a
 * host, it is the smallest of their budgets. The series ends with the last of them, which is why
 * the gauge is observed: a gauge that is set would report its last value forever.
 */
final class RetryBudgetGauge {
  /**
   * All listeners of a meter share its gauge, since it has one value for each set of attributes.
   */
  private static final Map<Meter, WeakReference<RetryBudgetGauge>> SHARED = new WeakHashMap<>();

  private final Meter meter;
  private final Map<String, Budgets> all = new HashMap<>();

  /** Guards the gauge. It is not {@code all}, which the SDK waits for while it collects. */
  private final Object registration = new Object();

  /** Registered while there are budgets, so that no listener outlives its clients in the SDK. */
  private @Nullable ObservableDoubleGauge gauge;

  /** The budgets of one authority, as shares by client. */
  private static final class Budgets {
    private final Attributes attributes;
    private final Map<Long, Double> left = new HashMap<>();

    Budgets(RetryTokens first) {
      attributes =
          Attributes.of(
              Keys.SERVER_ADDRESS,
              first.route().host(),
              Keys.SERVER_PORT,
              (long) first.route().port());
    }

    /** Removes the budget of a client, and returns whether none is left. */
    boolean remove(long client) {
      left.remove(client);
      return left.isEmpty();
    }
  }

  private RetryBudgetGauge(Meter meter) {
    this.meter = meter;
  }

  /** Returns the instance of a meter. */
  static RetryBudgetGauge of(Meter meter) {
    synchronized (SHARED) {
      WeakReference<RetryBudgetGauge> known = SHARED.get(meter);
      RetryBudgetGauge shared = known == null ? null : known.get();
      if (shared == null) {
        shared = new RetryBudgetGauge(meter);
        SHARED.put(meter, new WeakReference<>(shared));
      }
      return shared;
    }
  }

  void changed(RetryTokens tokens) {
    boolean isFirst;
    synchronized (all) {
      isFirst = all.isEmpty();
      all.computeIfAbsent(tokens.route().authority(), authority -> new Budgets(tokens))
          .left
          .put(tokens.client(), tokens.left() / tokens.full());
    }
    if (isFirst) {
      register();
    }
  }

  /** Registers the gauge if there are budgets, and closes it otherwise. */
  private void register() {
    synchronized (registration) {
      boolean isNeeded;
      synchronized (all) {
        isNeeded = !all.isEmpty();
      }
      if (isNeeded && gauge == null) {
        gauge =
            meter
                .gaugeBuilder(CallAttributes.RETRY_BUDGET_METRIC)
                .setDescription("Share of the retry tokens that is left, 0 to 1")
                .buildWithCallback(this::observe);
      } else if (!isNeeded && gauge != null) {
        gauge.close();
        gauge = null;
      }
    }
  }

  private void observe(ObservableDoubleMeasurement measurement) {
    synchronized (all) {
      for (Budgets budgets : all.values()) {
        budgets.left.values().stream()
            .mapToDouble(share -> share)
            .min()
            .ifPresent(least -> measurement.record(least, budgets.attributes));
      }
    }
  }

  void removed(RetryTokens tokens) {
    synchronized (all) {
      Budgets budgets = all.get(tokens.route().authority());
      if (budgets != null && budgets.remove(tokens.client())) {
        all.remove(tokens.route().authority());
      }
    }
    register();
  }

  void closed(long client) {
    synchronized (all) {
      all.values().removeIf(budgets -> budgets.remove(client));
    }
    register();
  }
}
