package io.pinelink.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.pinelink.doctor.watch.WatchMetric;
import io.pinelink.doctor.watch.WatchMetric.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meters of one watched host. They read the last values, so that a check replaces no meter and
 * a scrape at any time sees all of them. Only reading the values is thread-safe.
 */
final class HostMeters {
  private final MeterRegistry registry;
  private final Map<String, Meters> byName = new HashMap<>();

  HostMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows these values, and removes the meters of all other tags. */
  void show(List<WatchMetric> metrics) {
    for (WatchMetric metric : metrics) {
      byName.computeIfAbsent(metric.name(), name -> new Meters(metric)).show(metric);
    }
  }

  void remove() {
    byName.values().forEach(Meters::remove);
  }

  /** The meters of one metric. */
  private final class Meters {
    private final Map<Tags, Double> values = new ConcurrentHashMap<>();
    private final List<FunctionCounter> counters = new ArrayList<>();
    private final MultiGauge gauge;

    /** A multi-gauge without rows registers nothing. */
    Meters(WatchMetric metric) {
      gauge =
          MultiGauge.builder(metric.name())
              .description(metric.description())
              .baseUnit(metric.unit().isEmpty() ? null : metric.unit())
              .register(registry);
    }

    void show(WatchMetric metric) {
      List<Row<?>> rows = new ArrayList<>();
      for (Sample sample : metric.samples()) {
        Tags tags = tags(sample);
        boolean isNew = values.put(tags, sample.value()) == null;
        if (!metric.counter()) {
          rows.add(Row.of(tags, values, all -> all.getOrDefault(tags, Double.NaN)));
        } else if (isNew) {
          count(metric, tags);
        }
      }
      if (!metric.counter()) {
        gauge.register(rows, false);
        values.keySet().retainAll(metric.samples().stream().map(HostMeters::tags).toList());
      }
    }

    private void count(WatchMetric metric, Tags tags) {
      counters.add(
          FunctionCounter.builder(metric.name(), values, all -> all.getOrDefault(tags, 0.0))
              .description(metric.description())
              .tags(tags)
              .register(registry));
    }

    void remove() {
      gauge.register(List.of(), false);
      counters.forEach(registry::remove);
    }
  }

  private static Tags tags(Sample sample) {
    return Tags.of(
        sample.tags().entrySet().stream()
            .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
            .toList());
  }
}
