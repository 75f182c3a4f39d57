package io.pinelink.error;

import io.pinelink.bulk.BulkReport;
import io.pinelink.internal.response.FailedCall;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A bulk operation that ended early, or in which some items were not accepted. The cause is the
 * failure that ended the operation, or otherwise the reason of the first failed item.
 */
public final class BulkException extends PinelinkException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable BulkReport report;

  /** Creates an exception for a report with failures. */
  BulkException(FailedCall call, BulkReport report) {
    super(call, report.toString(), report.firstCause().orElse(null));
    this.report = report;
  }

  /**
   * Returns the outcomes of all items that were read.
   *
   * @throws IllegalStateException if the exception was deserialized: reports are not serialized
   */
  public BulkReport report() {
    if (report == null) {
      throw new IllegalStateException("the report is lost: the exception was deserialized");
    }
    return report;
  }

  /**
   * Returns whether the same operation may succeed later: the cause is retryable, or the operation
   * ended because the service accepted nothing in time.
   */
  @Override
  public boolean isRetryable() {
    return getCause() instanceof TimeoutException
        || (getCause() instanceof PinelinkException cause && cause.isRetryable());
  }
}
