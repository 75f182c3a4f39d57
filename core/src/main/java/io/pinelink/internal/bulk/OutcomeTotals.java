package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.internal.response.BulkReports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcomes of items, counted, with the first failures. Not thread-safe. */
class OutcomeTotals {
  private final int maxFailuresKept;
  private final List<BulkFailure> failures = new ArrayList<>();
  long accepted;
  long acceptedBytes;
  long rejected;
  long unknown;
  long unsent;

  OutcomeTotals(int maxFailuresKept) {
    this.maxFailuresKept = maxFailuresKept;
  }

  final void count(BulkFailure failure) {
    count(failure.outcome());
    if (failures.size() < maxFailuresKept) {
      failures.add(failure);
    }
  }

  final void count(Outcome outcome) {
    switch (outcome) {
      case REJECTED -> rejected++;
      case UNKNOWN -> unknown++;
      case UNSENT -> unsent++;
    }
  }

  /** Returns the number of items that are settled. */
  final long settled() {
    return accepted + rejected + unknown + unsent;
  }

  /** Returns the report of items that were read after the skipped ones. */
  final BulkReport report(
      BulkOutcome ending, long skipped, long read, Duration elapsed, @Nullable Throwable cause) {
    return new BulkReports.BulkReportResult(
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
        Optional.ofNullable(cause));
  }
}
