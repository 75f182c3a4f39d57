package io.pinelink.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.pinelink.watch.WatchListener;
import io.pinelink.watch.WatchMetric;
import io.pinelink.watch.WatchMetric.Sample;
import io.pinelink.watch.WatchedHost;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports the checks of a {@link io.pinelink.watch.RouteWatch} to Micrometer, with the names of
 * {@code pinelink watch}.
 *
 * <pre>{@code
 * RouteWatch watch = RouteWatch.builder(client::diagnose)
 *     .listener(MicrometerWatchListener.of(meterRegistry))
 *     .start();
 * }</pre>
 *
 * <p>The guide {@code docs/watch.md} lists all names. Gauges show the last check of each host.
 * Thread-safe. One listener serves one watch.
 */
public final class MicrometerWatchListener implements WatchListener {
  private final MeterRegistry registry;
  private final Map<String, WatchedHost> hosts = new LinkedHashMap<>();
  private final Map<String, MultiGauge> gauges = new HashMap<>();
  private final Map<Tags, Double> counts = new ConcurrentHashMap<>();

  private MicrometerWatchListener(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Creates a listener that reports to {@code meters}. */
  public static MicrometerWatchListener of(MeterRegistry meters) {
    return new MicrometerWatchListener(Objects.requireNonNull(meters, "meters"));
  }

  @Override
  public synchronized void checked(WatchedHost host) {
    hosts.put(host.host(), host);
    for (WatchMetric metric : WatchMetric.of(hosts.values(), Clock.systemUTC().instant())) {
      if (metric.counter()) {
        metric.samples().forEach(sample -> count(metric, sample));
      } else {
        gauges
            .computeIfAbsent(metric.name(), name -> gauge(metric))
            .register(
                metric.samples().stream()
                    .map(sample -> Row.of(tags(sample), sample.value()))
                    .toList(),
                true);
      }
    }
  }

  private MultiGauge gauge(WatchMetric metric) {
    return MultiGauge.builder(metric.name())
        .description(metric.description())
        .baseUnit(metric.unit().isEmpty() ? null : metric.unit())
        .register(registry);
  }

  private void count(WatchMetric metric, Sample sample) {
    Tags tags = tags(sample);
    if (counts.put(tags, sample.value()) == null) {
      FunctionCounter.builder(metric.name(), counts, all -> all.getOrDefault(tags, 0.0))
          .description(metric.description())
          .tags(tags)
          .register(registry);
    }
  }

  private static Tags tags(Sample sample) {
    return Tags.of(
        sample.tags().entrySet().stream()
            .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
            .toList());
  }
}
