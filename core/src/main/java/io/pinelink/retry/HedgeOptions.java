package io.pinelink.retry;

import java.time.Duration;

/**
 * How a client asks a second time for what is late. A read that has no answer after a while is made
 * once more beside the first; the first answer of the two counts, and the other call is cancelled.
 * That cuts off the slow tail of latencies where it comes from chance, such as a server that
 * pauses, and costs further requests and read units.
 *
 * <p>Reads are queries, searches, fetches, lists and statistics of an index; nothing else is ever
 * made twice at the same time, nor are calls that are made once, such as those of a bulk fetch.
 * Each try of a call has its own second one, at most one.
 *
 * <p>Each host has a budget of its own for this: each read adds a part to it and each second call
 * takes one from it, so that a service that is slow as a whole is not asked twice for everything.
 *
 * @param delay how long a read waits for its answer first, more than zero: about what 95 to 99 of a
 *     hundred reads take
 * @param most second calls for each call in the long run, more than 0 and at most 1
 * @see <a href="https://research.google/pubs/the-tail-at-scale/">The Tail at Scale</a>
 */
public record HedgeOptions(Duration delay, double most) {
  private static final double FEW = 0.05;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public HedgeOptions {
    if (delay.isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("delay is " + delay + ", expected more than zero");
    }
    if (!(most > 0 && most <= 1)) {
      throw new IllegalArgumentException("most is " + most + ", expected more than 0, at most 1");
    }
  }

  /**
   * A second call after that time, at most 5 for each 100 calls.
   *
   * @throws IllegalArgumentException if the delay is not positive
   */
  public static HedgeOptions after(Duration delay) {
    return new HedgeOptions(delay, FEW);
  }
}
