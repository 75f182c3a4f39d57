package io.pinelink.internal.ingest;

/** How long to wait after a failure: 100 ms, then twice as long each time, at most 10 s. */
final class Backoff {
  private static final long FIRST = 100_000_000;
  private static final long LONGEST = 10_000_000_000L;
  private static final int MOST_DOUBLINGS = 7;

  private Backoff() {}

  /**
   * In nanoseconds.
   *
   * @param failures how many there were in a row, from 1
   */
  static long after(int failures) {
    return Math.min(LONGEST, FIRST << Math.min(failures - 1, MOST_DOUBLINGS));
  }
}
