package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.model.ConsistencyToken;
import java.util.Optional;

/** The receiver of the outcome of each item of a {@link BatchSender}, in its events. */
interface Outcomes {
  /**
   * Called for an accepted item.
   *
   * @param write the token of the write; empty for a read, or without a log sequence number
   */
  void accept(Item<?> item, Optional<ConsistencyToken> write);

  void fail(Item<?> item, Outcome outcome, Throwable reason);
}
