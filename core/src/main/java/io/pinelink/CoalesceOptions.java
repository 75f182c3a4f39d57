package io.pinelink;

import io.pinelink.internal.validation.Check;
import java.time.Duration;

/**
 * How far an {@link UpsertCoalescer} gathers.
 *
 * @param maxVectors the most vectors in a batch, from 1 to 1,000; a batch also stays below the
 *     service's 2 MB
 * @param maxWait how long a vector may wait for others, more than zero
 */
public record CoalesceOptions(int maxVectors, Duration maxWait) {
  private static final int MAX_VECTORS = 1_000;
  private static final CoalesceOptions DEFAULTS = new CoalesceOptions(100, Duration.ofMillis(10));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public CoalesceOptions {
    Check.range("maxVectors", maxVectors, 1, MAX_VECTORS);
    if (maxWait.isNegative() || maxWait.isZero()) {
      throw new IllegalArgumentException("maxWait is " + maxWait + ", expected more than zero");
    }
  }

  /** At most 100 vectors, which wait at most 10 ms. */
  public static CoalesceOptions defaults() {
    return DEFAULTS;
  }
}
