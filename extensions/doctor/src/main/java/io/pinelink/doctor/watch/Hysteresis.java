package io.pinelink.doctor.watch;

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
  private final int start;
  private @Nullable T current;

  /** The observations in a row that were better, if negative, or worse. */
  private int streak;

  /**
   * Creates a value without observations. The first one becomes the value at once if its severity
   * is 0.
   *
   * @param severity how bad an observation is
   * @param identity what makes an observation another value
   * @param rise the number of better observations in a row that change the value
   * @param fall the number of other observations in a row that do
   * @param start the number of first observations in a row, if they are worse than 0, of which the
   *     last one becomes the value
   */
  Hysteresis(ToIntFunction<T> severity, Function<T, ?> identity, int rise, int fall, int start) {
    this.severity = severity;
    this.identity = identity;
    this.rise = rise;
    this.fall = fall;
    this.start = start;
  }

  /** Adds an observation, and returns whether the value is now another one. */
  boolean observe(T next) {
    T before = current;
    if (before == null) {
      streak = severity.applyAsInt(next) > 0 ? streak + 1 : start;
      return streak >= start && become(next);
    }
    if (identity.apply(before).equals(identity.apply(next))) {
      become(next);
      return false;
    }
    boolean better = severity.applyAsInt(next) < severity.applyAsInt(before);
    streak = better ? Math.min(streak, 0) - 1 : Math.max(streak, 0) + 1;
    return (better ? -streak >= rise : streak >= fall) && become(next);
  }

  private boolean become(T next) {
    current = next;
    streak = 0;
    return true;
  }

  /** Ends a row: a check had nothing to observe. */
  void skip() {
    streak = 0;
  }

  /** Returns the value; null before the first observation. */
  @Nullable T value() {
    return current;
  }
}
