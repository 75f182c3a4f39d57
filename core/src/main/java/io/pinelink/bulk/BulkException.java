package io.pinelink.bulk;

/**
 * A bulk operation that did not write all that it was to: it ended early, or some of what it read
 * was not accepted. The cause is what ended it, or the reason of the first failure.
 */
public final class BulkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient BulkReport report;

  /** The exception for a report that is not clean. */
  public BulkException(BulkReport report) {
    super(report.toString(), report.firstCause().orElse(null));
    this.report = report;
  }

  /** What became of everything that was read; null after deserialisation. */
  public BulkReport report() {
    return report;
  }
}
