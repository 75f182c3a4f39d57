package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure.Outcome;

/** The receiver of the outcome of each item of a {@link BatchSender}, in its events. */
interface Outcomes {
  void accept(Item<?> item);

  void fail(Item<?> item, Outcome outcome, Throwable reason);
}
