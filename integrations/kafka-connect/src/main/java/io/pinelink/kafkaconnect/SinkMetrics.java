package io.pinelink.kafkaconnect;

import java.util.LinkedHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The metrics of a task in Connect's own registry, which exports them by JMX. */
final class SinkMetrics {
  private static final System.Logger LOG = System.getLogger(SinkMetrics.class.getName());

  private SinkMetrics() {}

  /** Registers the metrics. The worker removes them with the task. */
  static void register(SinkTaskContext context, SinkCounts counts, LongSupplier publicCalls) {
    try {
      Registry registry = new Registry(context.pluginMetrics());
      registry.add("records-settled-total", "Records that took effect", counts.settled::get);
      registry.add("records-refused-total", "Records that were refused", counts.refused::get);
      registry.add("records-pending", "Records that are not settled yet", counts.pending::get);
      registry.add(
          "restarts-total", "Restarts from the last settled offsets", counts.restarts::get);
      registry.add("retries-total", "Calls that repeated changes", counts.retries::get);
      registry.add("held-bytes", "Bytes of changes that are held", counts.heldBytes::get);
      registry.add("public-calls-total", "Calls to indexes over public routes", publicCalls);
    } catch (NoSuchMethodError | NoClassDefFoundError e) {
      LOG.log(System.Logger.Level.INFO, "No metrics: the worker is older than Kafka 4.1");
    }
  }

  /** In a class of its own, since older workers do not have its types. */
  private record Registry(PluginMetrics metrics) {
    void add(String name, String description, LongSupplier value) {
      metrics.addMetric(
          metrics.metricName(name, description, new LinkedHashMap<>()),
          (Gauge<Long>) (config, now) -> value.getAsLong());
    }
  }
}
