package io.pinelink.benchmarks.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far we mean to be.
 *
 * @param value what was measured; null if nothing was
 * @param gate the least that counts
 * @param target the aim
 * @param atMost whether less is better
 */
record Bar(String goal, @Nullable Spread value, double gate, double target, boolean atMost) {
  static Bar atMost(String goal, Optional<Spread> value, double gate, double target) {
    return new Bar(goal, value.orElse(null), gate, target, true);
  }

  static Bar atLeast(String goal, Optional<Spread> value, double gate, double target) {
    return new Bar(goal, value.orElse(null), gate, target, false);
  }

  /** By the median. */
  String verdict() {
    if (value == null) {
      return "not measured";
    }
    return isReached(value, target)
        ? "target reached"
        : isReached(value, gate) ? "gate passed" : "missed";
  }

  private boolean isReached(Spread measured, double limit) {
    return atMost ? measured.median() <= limit : measured.median() >= limit;
  }
}
