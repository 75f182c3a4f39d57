package io.pinelink.kafkaconnect;

import io.pinelink.connector.ConnectorOptions;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The options of what a task does while the service is unavailable, and when it is closed. */
final class DeliveryOptions {
  static final String OUTAGE_TIMEOUT = "outage.timeout.ms";
  static final String CLOSE_TIMEOUT = "close.timeout.ms";

  private static final long DAY = Duration.ofDays(1).toMillis();

  private DeliveryOptions() {}

  static void define(ConfigDef def) {
    OptionGroup group = new OptionGroup(def, "Delivery");
    ConnectorOptions.deliveryOptions().forEach(group::shared);
    group
        .number(
            OUTAGE_TIMEOUT,
            Importance.MEDIUM,
            -1,
            -1,
            Long.MAX_VALUE,
            "How long the task starts over before it fails, if nothing is accepted meanwhile. -1:"
                + " without limit. No record is dropped in either case. A rebalance may start the time"
                + " again.")
        .number(
            CLOSE_TIMEOUT,
            Importance.LOW,
            30_000,
            0,
            DAY,
            "How long a task that gives up partitions waits for the calls in flight, so that its"
                + " successor cannot be overtaken by them. It must be shorter than the consumer's"
                + " `max.poll.interval.ms`: of `consumer.override.max.poll.interval.ms`, or else"
                + " Kafka's default, 300000, since a connector does not see the worker's setting.");
  }

  static Duration duration(AbstractConfig config, String option) {
    return Duration.ofMillis(config.getLong(option));
  }
}
