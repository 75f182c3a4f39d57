package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure.Outcome;

/** The outcomes of items, counted. Not thread-safe. */
class OutcomeTotals {
  long accepted;
  long acceptedBytes;
  long rejected;
  long unknown;
  long unsent;

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
}
