package io.pinelink.watch;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A value that changes only if several observations in a row agree, so that one lost packet is not
 * a change. Not thread-safe.
 */
final class Hysteresis<T> {
  private final ToIntFunction<T> severity;
  private final Function<T, ?> identity;
  private final int rise;
  private final int fall;
  private @Nullable T current;

  /** The observations in a row that were better, if negative, or worse. */
  private int streak;

  /**
   * Creates a value without observations; the first one becomes the value at once.
   *
   * @param severity how bad an observation is
   * @param identity what makes an observation another value
   * @param rise the number of better observations in a row that change the value
   * @param fall the number of other observations in a row that do
   */
  Hysteresis(ToIntFunction<T> severity, Function<T, ?> identity, int rise, int fall) {
    this.severity = severity;
    this.identity = identity;
    this.rise = rise;
    this.fall = fall;
  }

  /** Adds an observation, and returns whether the value is now another one. */
  boolean observe(T next) {
    T before = current;
    if (before == null || identity.apply(before).equals(identity.apply(next))) {
      current = next;
      streak = 0;
      return before == null;
    }
    boolean better = severity.applyAsInt(next) < severity.applyAsInt(before);
    streak = better ? Math.min(streak, 0) - 1 : Math.max(streak, 0) + 1;
    if (better ? -streak < rise : streak < fall) {
      return false;
    }
    current = next;
    streak = 0;
    return true;
  }

  /** Returns the value; null before the first observation. */
  @Nullable T value() {
    return current;
  }
}
