package io.pinelink.internal.bulk;

/**
 * The calls of the {@link BatchSender}s that share the limit of one set of options, in its events.
 */
final class CallCounts {
  int inFlight;

  /** The number of calls with items of an earlier call that failed. */
  long retries;
}
