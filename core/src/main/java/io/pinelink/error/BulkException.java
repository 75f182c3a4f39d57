package io.pinelink.error;

import io.pinelink.bulk.BulkReport;
import org.jspecify.annotations.Nullable;

/**
 * A bulk operation that ended early, or in which not all items were accepted. The cause is what
 * ended it, or else the reason of the first failure.
 */
public final class BulkException extends PinelinkException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable BulkReport report;

  /** Creates the exception for a report that is not clean. */
  public BulkException(FailedCall call, BulkReport report) {
    super(call, report.toString(), report.firstCause().orElse(null));
    this.report = report;
  }

  /**
   * Returns the outcome of everything that was read.
   *
   * @throws IllegalStateException if the exception was deserialised: reports are not serialised
   */
  public BulkReport report() {
    if (report == null) {
      throw new IllegalStateException("the report is lost: the exception was deserialised");
    }
    return report;
  }

  /** Returns whether its cause is retryable: the same operation may then succeed later. */
  @Override
  public boolean isRetryable() {
    return getCause() instanceof PinelinkException cause && cause.isRetryable();
  }
}
