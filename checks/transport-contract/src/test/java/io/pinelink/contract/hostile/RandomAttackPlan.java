package io.pinelink.contract.hostile;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A plan that draws attacks for some of the requests. Draws depend only on the seed, the number of
 * the call and its attempt, so a walk with the same seed gets the same attacks.
 *
 * <p>Thread-safe.
 */
final class RandomAttackPlan<A extends Enum<A>> implements AttackPlan<A> {
  /** One in this many responses is large. */
  private static final int LARGE_ONE_OF = 16;

  private static final int MAX_PADDING = 24_000;

  /** One in this many draws of an attack that lets a call run to its deadline is kept. */
  private static final int SLOW_ONE_OF = 8;

  private final long seed;
  private final List<A> attacks;
  private final Predicate<A> slow;
  private final double share;
  private final AtomicIntegerArray attempts;
  private volatile boolean honest;

  /**
   * Creates a plan.
   *
   * @param attacks the attacks to draw from
   * @param slow the attacks that let a call run to its deadline
   * @param share the fraction of attacked requests, from 0 to 1
   * @param calls the number of calls; their numbers are below it
   */
  RandomAttackPlan(long seed, List<A> attacks, Predicate<A> slow, double share, int calls) {
    this.seed = seed;
    this.attacks = attacks;
    this.slow = slow;
    this.share = share;
    this.attempts = new AtomicIntegerArray(calls + 1);
  }

  /** Sets whether all later requests get honest responses. */
  void setHonest(boolean honest) {
    this.honest = honest;
  }

  /** Returns whether the attack on a call's first attempt lets it run to its deadline. */
  boolean isSlow(int number) {
    A attack = attackOn(number);
    return attack != null && slow.test(attack);
  }

  /** Returns the attack on the first attempt of a call; null for an honest response. */
  @Nullable A attackOn(int number) {
    return honest ? null : draw(number, 1).attack();
  }

  @Override
  public Step<A> next(NumberedCall asked) {
    Step<A> step = draw(asked.number(), attempts.incrementAndGet(asked.number()));
    return honest ? new Step<>(null, step.padding(), step.random()) : step;
  }

  private Step<A> draw(int number, int attempt) {
    SplittableRandom random = new SplittableRandom(seed * 31 + number * 1_000L + attempt);
    int padding = random.nextInt(LARGE_ONE_OF) == 0 ? random.nextInt(MAX_PADDING) : 0;
    if (random.nextDouble() >= share) {
      return new Step<>(null, padding, random);
    }
    A attack = attacks.get(random.nextInt(attacks.size()));
    // Later attempts are never slow: the caller's deadline is set for the first attempt.
    while (slow.test(attack) && (attempt > 1 || random.nextInt(SLOW_ONE_OF) > 0)) {
      attack = attacks.get(random.nextInt(attacks.size()));
    }
    return new Step<>(attack, padding, random);
  }
}
