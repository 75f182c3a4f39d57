package io.pinelink.copy;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;

/** The options of the engines of a copy or comparison, from the user's options. */
final class EngineOptions {
  private EngineOptions() {}

  /**
   * Returns options for one engine: with the same batches, concurrency and time limits, and without
   * checkpoint.
   */
  static BulkOptions.Builder from(BulkOptions options, BulkListener listener) {
    BulkOptions.Builder builder =
        BulkOptions.builder()
            .maxBatchItems(options.maxBatchItems())
            .maxBatchBytes(options.maxBatchBytes())
            .concurrency(options.minConcurrency(), options.maxConcurrency())
            .maxBytesHeld(options.maxBytesHeld())
            .linger(options.linger())
            .maxAttempts(options.maxAttempts())
            .stallTimeout(options.stallTimeout())
            .maxFailuresKept(options.maxFailuresKept())
            .progressInterval(options.progressInterval())
            .listener(listener);
    options.timeout().ifPresent(builder::timeout);
    return builder;
  }
}
