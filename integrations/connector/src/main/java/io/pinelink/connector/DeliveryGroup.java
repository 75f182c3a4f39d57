package io.pinelink.connector;

import static io.pinelink.connector.ConnectorOption.Importance.LOW;
import static io.pinelink.connector.ConnectorOption.Importance.MEDIUM;

import io.pinelink.bulk.BulkOptions;
import java.util.List;

/** Batches, concurrency, memory, and the limits after which a writer fails. */
final class DeliveryGroup {
  private static final String BATCH_ITEMS = "batch.max.items";
  private static final String BATCH_BYTES = "batch.max.bytes";
  private static final String LINGER = "linger.ms";
  private static final String CONCURRENCY = "concurrency.max";
  private static final String HELD_BYTES = "held.max.bytes";
  private static final String ATTEMPTS = "batch.max.attempts";
  private static final String STALL_TIMEOUT = "stall.timeout.ms";
  private static final long MIN_HELD_BYTES = 4_000_000;

  private DeliveryGroup() {}

  static List<ConnectorOption> options() {
    return new OptionDefinitions("Delivery")
        .number(BATCH_ITEMS, LOW, 1_000, 1, 1_000, "Maximum number of changes in a call.")
        .number(
            BATCH_BYTES,
            LOW,
            BulkOptions.MAX_BATCH_BYTES,
            1_000,
            BulkOptions.MAX_BATCH_BYTES,
            "Maximum size of a call.")
        .millis(LINGER, MEDIUM, 1_000, "How long the first change of a call waits for others.")
        .number(
            CONCURRENCY,
            MEDIUM,
            32,
            1,
            1_000,
            "Maximum number of calls in flight from one task to one index. Throttling lowers the"
                + " number, success raises it.")
        .number(
            HELD_BYTES,
            MEDIUM,
            32_000_000,
            MIN_HELD_BYTES,
            Long.MAX_VALUE,
            "Maximum size of the changes that one task holds for one index until the service"
                + " accepts them. While it is reached, the task takes no more.")
        .number(
            ATTEMPTS,
            MEDIUM,
            10,
            1,
            Integer.MAX_VALUE,
            "How many times a call that fails transiently is sent before the task gives up, to be"
                + " started over by the connector or the engine. Throttled calls do not count.")
        .millis(
            STALL_TIMEOUT,
            MEDIUM,
            120_000,
            "How long the service may accept nothing before the task gives up, to be started over"
                + " by the connector or the engine.")
        .list();
  }

  static BulkOptions.Builder bulk(OptionValues values) {
    return BulkOptions.builder()
        .maxBatchItems(values.integer(BATCH_ITEMS))
        .maxBatchBytes(values.integer(BATCH_BYTES))
        .linger(values.millis(LINGER))
        .concurrency(1, values.integer(CONCURRENCY))
        .maxBytesHeld(values.number(HELD_BYTES))
        .maxAttempts(values.integer(ATTEMPTS))
        .stallTimeout(values.millis(STALL_TIMEOUT));
  }
}
