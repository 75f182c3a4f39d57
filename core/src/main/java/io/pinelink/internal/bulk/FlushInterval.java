package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The outcomes of the changes between two flushes. Not thread-safe, except for the future. */
final class FlushInterval extends OutcomeTotals {
  final CompletableFuture<BulkReport> future = new CompletableFuture<>();
  private final long startedAt;
  private final int maxFailuresKept;
  private final List<BulkFailure> failures = new ArrayList<>();
  long written;

  FlushInterval(long startedAt, int maxFailuresKept) {
    this.startedAt = startedAt;
    this.maxFailuresKept = maxFailuresKept;
  }

  boolean isSettled() {
    return settled() == written;
  }

  void refuse(BulkFailure failure) {
    count(Outcome.REJECTED);
    if (failures.size() < maxFailuresKept) {
      failures.add(failure);
    }
  }

  BulkReport report(long now) {
    return report(
        BulkOutcome.COMPLETE, 0, written, Duration.ofNanos(now - startedAt), failures, null);
  }
}
