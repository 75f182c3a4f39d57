package io.pinelink.internal.response;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.NamespaceSwapReport;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.namespaces.NamespaceAlias;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The records behind the reports of bulk operations. */
public final class BulkReports {
  private BulkReports() {}

  public record BulkFailureResult(String id, long position, Outcome outcome, Throwable reason)
      implements BulkFailure {
    /** Returns id, position, outcome and the message of the reason. */
    @Override
    public String toString() {
      return outcome + " '" + id + "' at position " + position + ": " + reason.getMessage();
    }
  }

  public record BulkReportResult(
      BulkOutcome ending,
      long skipped,
      long read,
      long accepted,
      long rejected,
      long unknown,
      long unsent,
      long acceptedBytes,
      Duration elapsed,
      List<BulkFailure> failures,
      Optional<Throwable> cause)
      implements BulkReport {
    public BulkReportResult {
      failures = Check.copy("failures", failures);
    }

    @Override
    public boolean isClean() {
      return ending == BulkOutcome.COMPLETE && accepted == read;
    }

    @Override
    public Optional<Throwable> firstCause() {
      return cause.or(() -> failures.stream().findFirst().map(BulkFailure::reason));
    }

    /** Returns the counts in one line, and the first few failures. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append("bulk operation ended as ").append(ending);
      text.append(" after ").append(DurationText.of(elapsed));
      text.append(": read ").append(read).append(", accepted ").append(accepted);
      text.append(", rejected ").append(rejected).append(", unknown ").append(unknown);
      text.append(", unsent ").append(unsent);
      if (skipped > 0) {
        text.append(", skipped ").append(skipped);
      }
      cause.ifPresent(thrown -> text.append("; ").append(thrown));
      failures.stream().limit(3).forEach(failure -> text.append("; ").append(failure));
      return text.toString();
    }
  }

  public record NamespaceSwapReportResult(
      NamespaceAlias alias, Optional<String> previous, BulkReport load)
      implements NamespaceSwapReport {}
}
