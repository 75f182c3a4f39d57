package io.pinelink.spi.response;

import io.pinelink.bulk.BulkBridge;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.NamespaceSwapReport;
import io.pinelink.namespaces.NamespaceAlias;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Creates the reports of bulk operations. For the client, and for tests that stand in for it. */
public final class BulkReports extends BulkBridge {
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
}
