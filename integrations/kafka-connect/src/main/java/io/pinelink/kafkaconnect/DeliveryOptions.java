package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkOptions;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The options of batches, of concurrency, and of what happens while the service is unavailable. */
final class DeliveryOptions {
  static final String BATCH_ITEMS = "batch.max.items";
  static final String BATCH_BYTES = "batch.max.bytes";
  static final String LINGER = "linger.ms";
  static final String CONCURRENCY = "concurrency.max";
  static final String HELD_BYTES = "held.max.bytes";
  static final String ATTEMPTS = "batch.max.attempts";
  static final String STALL_TIMEOUT = "stall.timeout.ms";
  static final String OUTAGE_TIMEOUT = "outage.timeout.ms";
  static final String CLOSE_TIMEOUT = "close.timeout.ms";

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MIN_BYTES_HELD = 4_000_000;

  private DeliveryOptions() {}

  static void define(ConfigDef def) {
    new OptionGroup(def, "Delivery")
        .number(
            BATCH_ITEMS, Importance.LOW, 1_000, 1, 1_000, "Maximum number of changes in a call.")
        .number(
            BATCH_BYTES,
            Importance.LOW,
            BulkOptions.MAX_BATCH_BYTES,
            1_000,
            BulkOptions.MAX_BATCH_BYTES,
            "Maximum size of a call.")
        .number(
            LINGER,
            Importance.MEDIUM,
            1_000,
            1,
            DAY,
            "How long the first change of a call waits for others.")
        .number(
            CONCURRENCY,
            Importance.MEDIUM,
            32,
            1,
            1_000,
            "Maximum number of calls in flight from one task to one index. Throttling lowers the"
                + " number, success raises it.")
        .number(
            HELD_BYTES,
            Importance.MEDIUM,
            32_000_000,
            MIN_BYTES_HELD,
            Long.MAX_VALUE,
            "Maximum size of the changes that one task holds for one index until the service"
                + " accepts them. While it is reached, the task pauses its partitions.")
        .number(
            ATTEMPTS,
            Importance.MEDIUM,
            10,
            1,
            Integer.MAX_VALUE,
            "How many times a call that fails transiently is sent before the task starts over from"
                + " the last settled offsets. Throttled calls do not count.")
        .number(
            STALL_TIMEOUT,
            Importance.MEDIUM,
            120_000,
            1,
            DAY,
            "How long the service may accept nothing before the task starts over from the last"
                + " settled offsets.")
        .number(
            OUTAGE_TIMEOUT,
            Importance.MEDIUM,
            -1,
            -1,
            Long.MAX_VALUE,
            "How long the task starts over before it fails, if nothing is accepted meanwhile. -1:"
                + " without limit. No record is dropped in either case.")
        .number(
            CLOSE_TIMEOUT,
            Importance.LOW,
            30_000,
            0,
            DAY,
            "How long a task that gives up partitions waits for the calls in flight, so that its"
                + " successor cannot be overtaken by them. It must be shorter than the consumer's"
                + " `max.poll.interval.ms`.");
  }

  /** Returns the options of the bulk writer of an index. */
  static BulkOptions bulkOptions(AbstractConfig config) {
    return BulkOptions.builder()
        .maxBatchItems(number(config, BATCH_ITEMS))
        .maxBatchBytes(number(config, BATCH_BYTES))
        .linger(duration(config, LINGER))
        .concurrency(1, number(config, CONCURRENCY))
        .maxBytesHeld(config.getLong(HELD_BYTES))
        .maxAttempts(number(config, ATTEMPTS))
        .stallTimeout(duration(config, STALL_TIMEOUT))
        .maxFailuresKept(0)
        .build();
  }

  static Duration duration(AbstractConfig config, String option) {
    return Duration.ofMillis(config.getLong(option));
  }

  private static int number(AbstractConfig config, String option) {
    return Math.toIntExact(config.getLong(option));
  }
}
