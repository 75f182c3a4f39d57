package io.pinelink.rest.http;

/** A pool's record of one connection; guarded by the pool. */
final class ConnectionUse {
  /** The number of route refreshes before this connection was opened. */
  final int generation;

  /** The number of exchanges that the connection can run at once. */
  int limit;

  /** The number of exchanges that it is running. */
  int inFlight;

  /** The time when the last exchange ended, on the clock of {@link EvictionPolicy#now}. */
  long idleSince;

  /** Whether the connection gets no more exchanges. */
  boolean retired;

  ConnectionUse(int generation, int limit, long now) {
    this.generation = generation;
    this.limit = limit;
    this.idleSince = now;
  }

  boolean hasRoom() {
    return !retired && inFlight < limit;
  }
}
