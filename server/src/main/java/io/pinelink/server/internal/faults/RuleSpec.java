package io.pinelink.server.internal.faults;

/**
 * A fault and the calls that it strikes. Immutable and thread-safe.
 *
 * @param name a name that is unique in a script; empty for one that the script chooses
 * @param toxicity the probability that the fault strikes a call that meets the conditions
 * @param after the number of such calls that it spares first
 * @param times the maximum number of calls that it strikes
 */
public record RuleSpec(
    String name, FaultSpec fault, double toxicity, long after, long times, CallMatcher matcher) {
  /** The value of {@link #times} for no maximum. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** The largest value of {@link #after} and {@link #times}. */
  public static final long MAX_COUNT = 1_000_000_000;

  /**
   * Checks that the conditions suit the fault.
   *
   * @throws IllegalArgumentException if a fault of TLS handshakes has a condition on calls
   */
  public RuleSpec {
    if (fault.kind().isOfHandshakes() && matcher.hasCallConditions()) {
      throw new IllegalArgumentException(
          "match of "
              + fault.kind().type()
              + " is "
              + matcher
              + ", expected plane, listener and host only: a TLS handshake precedes all calls");
    }
  }

  /** Returns a copy with another name. */
  public RuleSpec named(String other) {
    return new RuleSpec(other, fault, toxicity, after, times, matcher);
  }
}
