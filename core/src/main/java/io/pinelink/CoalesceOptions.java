package io.pinelink;

import io.pinelink.internal.bulk.targets.RequestSizeEstimate;
import io.pinelink.internal.coalesce.Coalescer;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.DurationText;
import java.time.Duration;

/**
 * The batching limits of an {@link UpsertCoalescer} or a {@link DocumentCoalescer}.
 *
 * @param maxBatchItems the maximum number of vectors or documents in a batch, 1 to 1,000; a batch
 *     also stays below the service's limit of 2 MB
 * @param maxWait how long a vector or a document may wait for others, more than zero
 */
public record CoalesceOptions(int maxBatchItems, Duration maxWait) {
  private static final CoalesceOptions DEFAULTS = new CoalesceOptions(100, Duration.ofMillis(10));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public CoalesceOptions {
    Check.range("maxBatchItems", maxBatchItems, 1, Check.MAX_BATCH);
    if (maxWait.isNegative() || maxWait.isZero()) {
      throw new IllegalArgumentException(
          "maxWait is " + DurationText.of(maxWait) + ", expected more than zero");
    }
  }

  /**
   * Returns the defaults: at most 100 vectors or documents in a batch, and a wait of at most 10 ms.
   */
  public static CoalesceOptions defaults() {
    return DEFAULTS;
  }

  Coalescer.Limits limits() {
    return new Coalescer.Limits(maxBatchItems, RequestSizeEstimate.MAX_BYTES, maxWait);
  }
}
