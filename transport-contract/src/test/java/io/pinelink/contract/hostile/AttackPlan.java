package io.pinelink.contract.hostile;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides how the server answers each request. */
@FunctionalInterface
interface AttackPlan<A extends Enum<A>> {
  Step<A> next(NumberedCall asked);

  /**
   * How one request is answered.
   *
   * @param attack null for an honest answer
   * @param padding how many bytes the answer has besides what it says
   * @param random what the attack draws its own choices from
   */
  record Step<A extends Enum<A>>(@Nullable A attack, int padding, SplittableRandom random) {}

  /** The first request meets an attack; those that follow get honest answers. */
  static <A extends Enum<A>> AttackPlan<A> once(A attack, long seed) {
    return asked -> {
      SplittableRandom random = new SplittableRandom(seed);
      return new Step<>(asked.number() == FIRST ? attack : null, 0, random);
    };
  }

  /** The call that {@link #once} attacks, at each of its attempts. */
  int FIRST = 1;
}
