package io.pinelink.benchmarks.scenario;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A performance goal with its measured value.
 *
 * @param value the measured value; null if it was not measured
 * @param gate the limit that must be met
 * @param target the limit to aim for
 * @param atMost whether lower values are better
 */
record Bar(String goal, @Nullable Spread value, double gate, double target, boolean atMost) {
  static Bar atMost(String goal, Optional<Spread> value, double gate, double target) {
    return new Bar(goal, value.orElse(null), gate, target, true);
  }

  static Bar atLeast(String goal, Optional<Spread> value, double gate, double target) {
    return new Bar(goal, value.orElse(null), gate, target, false);
  }

  /** Returns the verdict on the median. */
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
