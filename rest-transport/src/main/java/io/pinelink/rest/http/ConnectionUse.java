package io.pinelink.rest.http;

/** A pool's record of one connection; guarded by the pool. */
final class ConnectionUse {
  /** The number of route refreshes before this connection was made. */
  final int generation;

  /** How many exchanges the connection can run at once. */
  int limit;

  /** How many exchanges it runs. */
  int inFlight;

  /** When the last of them ended, on the clock of {@code System.nanoTime}. */
  long idleSince;

  /** Whether no more exchanges are given to it. */
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
