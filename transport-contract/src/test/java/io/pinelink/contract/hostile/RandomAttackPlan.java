package io.pinelink.contract.hostile;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Draws an attack for some of the requests, by the seed, the number of the call and its attempt
 * alone, so that a walk with the same seed meets the same attacks.
 *
 * <p>Thread-safe.
 */
final class RandomAttackPlan<A extends Enum<A>> implements AttackPlan<A> {
  /** One answer of so many is larger than most. */
  private static final int LARGE_ONE_OF = 16;

  private static final int MAX_PADDING = 24_000;

  /** The attacks that let a call run to its deadline are drawn once in so many times. */
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
   * @param attacks what may happen
   * @param slow which of them let a call run to its deadline
   * @param share how many of the requests meet an attack, from 0 to 1
   * @param calls how many calls there are; their numbers are below
   */
  RandomAttackPlan(long seed, List<A> attacks, Predicate<A> slow, double share, int calls) {
    this.seed = seed;
    this.attacks = attacks;
    this.slow = slow;
    this.share = share;
    this.attempts = new AtomicIntegerArray(calls + 1);
  }

  /** Sets whether all requests get honest answers from now on. */
  void setHonest(boolean honest) {
    this.honest = honest;
  }

  /** Whether the first attempt of a call meets an attack that lets it run to its deadline. */
  boolean isSlow(int number) {
    A attack = attackOn(number);
    return attack != null && slow.test(attack);
  }

  /** Returns what the first attempt of a call meets; null for an honest answer. */
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
    // Later attempts are never slow: the caller's deadline goes by the first.
    while (slow.test(attack) && (attempt > 1 || random.nextInt(SLOW_ONE_OF) > 0)) {
      attack = attacks.get(random.nextInt(attacks.size()));
    }
    return new Step<>(attack, padding, random);
  }
}
