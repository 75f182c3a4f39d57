package io.pinelink.connector;

import io.pinelink.bulk.BulkChange;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Checks changes by the limits of an index, which are read again before values are refused: the
 * index may have been replaced by one with another dimension. Thread-safe.
 */
final class RefreshedLimits implements Consumer<BulkChange> {
  /** Values that do not fit are refused without asking for this long. */
  static final Duration VALIDITY = Duration.ofSeconds(10);

  private final Supplier<IndexLimits> describe;
  private final LongSupplier nanoTime;
  private IndexLimits limits;
  private long validUntil;

  /**
   * Creates a check.
   *
   * @param limits the limits as of any time before, since another process may have read them
   * @param describe asks the index for its limits
   */
  RefreshedLimits(IndexLimits limits, Supplier<IndexLimits> describe, LongSupplier nanoTime) {
    this.limits = limits;
    this.describe = describe;
    this.nanoTime = nanoTime;
    this.validUntil = nanoTime.getAsLong();
  }

  /**
   * Checks a change.
   *
   * @throws IllegalArgumentException if the service would refuse it
   * @throws io.pinelink.error.PinelinkException if the index cannot be asked
   */
  @Override
  public void accept(BulkChange change) {
    IndexLimits.checkSize(change);
    try {
      current().checkValues(change);
    } catch (IllegalArgumentException e) {
      refreshed(e).checkValues(change);
    }
  }

  private synchronized IndexLimits current() {
    return limits;
  }

  private synchronized IndexLimits refreshed(IllegalArgumentException refusal) {
    if (nanoTime.getAsLong() - validUntil < 0) {
      throw refusal;
    }
    limits = describe.get();
    validUntil = nanoTime.getAsLong() + VALIDITY.toNanos();
    return limits;
  }
}
