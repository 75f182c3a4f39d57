package io.pinelink.contract.hostile;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A plan of how the server answers each request. */
@FunctionalInterface
interface AttackPlan<A extends Enum<A>> {
  Step<A> next(NumberedCall asked);

  /**
   * The answer to one request.
   *
   * @param attack null for an honest response
   * @param padding the number of additional bytes in the response
   * @param random the source of the attack's random choices
   */
  record Step<A extends Enum<A>>(@Nullable A attack, int padding, SplittableRandom random) {}

  /** Returns a plan that attacks the first request and answers later ones honestly. */
  static <A extends Enum<A>> AttackPlan<A> once(A attack, long seed) {
    return asked -> {
      SplittableRandom random = new SplittableRandom(seed);
      return new Step<>(asked.number() == FIRST ? attack : null, 0, random);
    };
  }

  /** The call that {@link #once} attacks, at each of its attempts. */
  int FIRST = 1;
}
