package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.internal.response.BulkReports;
import io.pinelink.model.ConsistencyToken;
import java.util.Optional;

/** The outcomes of all items that were read. Each item is settled once. Not thread-safe. */
final class OutcomeCounts extends OutcomeTotals implements BatchSender.Outcomes {
  final CompletedOffsets completed;
  private final BulkRun run;

  /** The number of items from the accumulator, settled or not. */
  long received;

  /** Whether there are outcomes that are not yet in the checkpoint. */
  boolean changed;

  /**
   * Whether sending has ended: failed items are no longer marked as completed, so a later run
   * continues there.
   */
  boolean over;

  OutcomeCounts(BulkRun run, CompletedOffsets completed) {
    super(run.options.maxFailuresKept());
    this.run = run;
    this.completed = completed;
  }

  @Override
  public void accept(Item<?> item, Optional<ConsistencyToken> write) {
    accepted++;
    acceptedBytes += item.bytes;
    completed.accept(item.position, item.id);
    changed = true;
    run.notifyListeners(listener -> listener.accepted(item.id));
  }

  @Override
  public void fail(Item<?> item, Outcome outcome, Throwable reason) {
    if (!over) {
      completed.refuse(item.position);
      changed = true;
    }
    BulkFailure failure =
        new BulkReports.BulkFailureResult(item.id, item.position, outcome, reason);
    count(failure);
    run.notifyListeners(listener -> listener.failed(failure));
  }

  /** Returns the number of received items that are not settled. */
  long open() {
    return received - settled();
  }
}
