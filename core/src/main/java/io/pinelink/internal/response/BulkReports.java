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
import java.util.Objects;
import java.util.Optional;

/** Creates the reports of bulk operations. For the client, and for tests that stand in for it. */
public final class BulkReports {
  private BulkReports() {}

  /** Creates an item whose success was not confirmed. */
  public static BulkFailure failure(String id, long position, Outcome outcome, Throwable reason) {
    return new BulkFailureResult(id, position, outcome, reason);
  }

  /** Creates the outcome of everything that a bulk operation read. */
  public static BulkReport report(
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
      Optional<Throwable> cause) {
    return new BulkReportResult(
        ending,
        skipped,
        read,
        accepted,
        rejected,
        unknown,
        unsent,
        acceptedBytes,
        elapsed,
        failures,
        cause);
  }

  /** Creates the outcome of a swap. */
  public static NamespaceSwapReport swap(
      NamespaceAlias alias, Optional<String> previous, BulkReport load) {
    return new NamespaceSwapReportResult(alias, previous, load);
  }

  /** A {@link BulkFailure}. */
  public record BulkFailureResult(String id, long position, Outcome outcome, Throwable reason)
      implements BulkFailure {
    /** Checks that no part is null. */
    public BulkFailureResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(outcome, "outcome is null");
      Objects.requireNonNull(reason, "reason is null");
    }

    /** Returns id, position, outcome and the message of the reason. */
    @Override
    public String toString() {
      return outcome + " '" + id + "' at position " + position + ": " + reason.getMessage();
    }
  }

  /** A {@link BulkReport}. */
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
    /** Copies the failures. */
    public BulkReportResult {
      Objects.requireNonNull(ending, "ending is null");
      Objects.requireNonNull(elapsed, "elapsed is null");
      Objects.requireNonNull(cause, "cause is null");
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

  /** A {@link NamespaceSwapReport}. */
  public record NamespaceSwapReportResult(
      NamespaceAlias alias, Optional<String> previous, BulkReport load)
      implements NamespaceSwapReport {
    /** Checks that no part is null. */
    public NamespaceSwapReportResult {
      Objects.requireNonNull(alias, "alias is null");
      Objects.requireNonNull(previous, "previous is null");
      Objects.requireNonNull(load, "load is null");
    }
  }
}
