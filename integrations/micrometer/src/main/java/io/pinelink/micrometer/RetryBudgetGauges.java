package io.pinelink.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.RetryTokens;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The gauges of retry budgets, one for each host. */
final class RetryBudgetGauges {
  private final MeterRegistry registry;
  private final Map<String, Double> left = new ConcurrentHashMap<>();

  RetryBudgetGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  void changed(RetryTokens tokens) {
    String host = tokens.route().host();
    if (left.put(host, tokens.left() / tokens.full()) == null) {
      Gauge.builder(
              CallAttributes.RETRY_BUDGET_METRIC, left, all -> all.getOrDefault(host, Double.NaN))
          .description("Share of the retry tokens that is left, 0 to 1")
          .tag(CallAttributes.SERVER_ADDRESS, host)
          .register(registry);
    }
  }
}
