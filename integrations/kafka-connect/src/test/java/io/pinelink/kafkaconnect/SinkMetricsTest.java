package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.internal.response.BulkReports;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

/** Tests the metrics as JMX shows them, with the registry that a worker has. */
class SinkMetricsTest {
  private static final String DOMAIN = "test.sink";

  private final SinkCounts counts = new SinkCounts();

  private static BulkProgress progress(long retries, long bytesHeld) {
    return new BulkProgress(
        0, 0, 0, 0, 0, 0, 0, 0, retries, bytesHeld, 1, Duration.ZERO, 0, 0, OptionalLong.empty());
  }

  private static BulkReport report() {
    return new BulkReports.BulkReportResult(
        BulkOutcome.CANCELLED, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, List.of(), Optional.empty());
  }

  private static Map<String, Object> attributes() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Map<String, Object> attributes = new HashMap<>();
    for (ObjectName bean : server.queryNames(new ObjectName(DOMAIN + ":*"), null)) {
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
        if (!bean.toString().contains("kafka-metrics-count")) {
          attributes.put(attribute.getName(), server.getAttribute(bean, attribute.getName()));
        }
      }
    }
    return attributes;
  }

  @Test
  void allCountersAreExportedByJmx() throws Exception {
    try (Metrics metrics =
        new Metrics(
            new MetricConfig(),
            List.of(new JmxReporter()),
            Time.SYSTEM,
            new KafkaMetricsContext(DOMAIN))) {
      SinkMetrics.register(
          new FakeWorker() {
            @Override
            public PluginMetrics pluginMetrics() {
              return new PluginMetricsImpl(metrics, Map.of("task", "0"));
            }
          },
          counts,
          () -> 7L);
      counts.settled.set(1);
      counts.refused.set(2);
      counts.pending.set(3);
      counts.restarts.set(4);
      counts.retries.set(5);
      counts.heldBytes.set(6);

      assertThat(attributes())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "records-settled-total", 1L,
                  "records-refused-total", 2L,
                  "records-pending", 3L,
                  "restarts-total", 4L,
                  "retries-total", 5L,
                  "held-bytes", 6L,
                  "public-calls-total", 7L));
    }
  }

  @Test
  void writersAddUpUntilTheyEnd() {
    WriterMeter first = new WriterMeter(counts);
    WriterMeter second = new WriterMeter(counts);
    first.progress(progress(2, 1_000));
    second.progress(progress(1, 500));
    first.progress(progress(5, 400));

    assertThat(counts.retries).hasValue(6);
    assertThat(counts.heldBytes).hasValue(900);

    first.ended(report());

    assertThat(counts.retries).hasValue(6);
    assertThat(counts.heldBytes).hasValue(500);
  }
}
