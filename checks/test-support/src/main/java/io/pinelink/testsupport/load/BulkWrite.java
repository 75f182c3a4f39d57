package io.pinelink.testsupport.load;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.error.BulkException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A bulk operation in small batches, with a timeout for all of it. */
final class BulkWrite {
  private static final int BATCH = 20;

  private BulkWrite() {}

  /** Runs the operation and returns the ids whose success was not confirmed. */
  static Set<String> unconfirmed(
      Collection<String> ids, Duration timeout, Function<BulkOptions, BulkReport> operation) {
    BulkOptions options =
        BulkOptions.builder()
            .maxBatchItems(BATCH)
            .timeout(timeout)
            .maxFailuresKept(ids.size())
            .collectFailures()
            .build();
    BulkReport report;
    try {
      report = operation.apply(options);
    } catch (BulkException e) {
      report = e.report();
    }
    List<String> inOrder = List.copyOf(ids);
    Set<String> unconfirmed =
        new HashSet<>(inOrder.subList(Math.toIntExact(report.read()), inOrder.size()));
    report.failures().stream().map(BulkFailure::id).forEach(unconfirmed::add);
    return unconfirmed;
  }
}
