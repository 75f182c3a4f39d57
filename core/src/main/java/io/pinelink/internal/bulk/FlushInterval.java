package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The outcomes of the changes between two flushes. Not thread-safe, except for the future. */
final class FlushInterval extends OutcomeTotals {
  final CompletableFuture<BulkReport> future = new CompletableFuture<>();
  private final long startedAt;
  long written;

  FlushInterval(long startedAt, int maxFailuresKept) {
    super(maxFailuresKept);
    this.startedAt = startedAt;
  }

  boolean isSettled() {
    return settled() == written;
  }

  BulkReport report(long now) {
    return report(BulkOutcome.COMPLETE, 0, written, Duration.ofNanos(now - startedAt), null);
  }
}
