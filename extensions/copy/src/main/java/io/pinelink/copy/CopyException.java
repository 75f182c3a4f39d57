package io.pinelink.copy;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A copy that ended early, or in which some items were not copied or deleted. The cause is the
 * failure that ended it, or otherwise the reason of the first failed item.
 */
public final class CopyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient @Nullable CopyReport report;

  CopyException(CopyReport report) {
    super(
        report.toString(),
        report.namespaces().stream()
            .flatMap(part -> part.firstCause().stream())
            .findFirst()
            .orElse(null));
    this.report = report;
  }

  /**
   * Returns the outcomes by namespace.
   *
   * @throws IllegalStateException if the exception was deserialized: reports are not serialized
   */
  public CopyReport report() {
    if (report == null) {
      throw new IllegalStateException("the report is lost: the exception was deserialized");
    }
    return report;
  }
}
