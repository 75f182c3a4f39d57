package io.pinelink.server.internal.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that follows another clock until it is moved or stopped. It never goes back, except
 * together with the other clock. Thread-safe.
 */
public final class MovableClock implements InstantSource {
  /**
   * The end of the year 9999, the last time that a move can reach; later years have more than four
   * digits.
   */
  public static final Instant LAST = Instant.ofEpochSecond(253_402_300_799L);

  /** A longer move counts as a day in nanoseconds, whose sum would overflow. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final InstantSource base;
  private final LongSupplier baseNanos;
  private Duration offset = Duration.ZERO;
  private long nanosOffset;
  private @Nullable Instant stoppedAt;
  private long stoppedNanos;

  /**
   * @param base the clock to follow
   * @param baseNanos the time that passes, in nanoseconds from any start
   */
  public MovableClock(InstantSource base, LongSupplier baseNanos) {
    this.base = base;
    this.baseNanos = baseNanos;
  }

  @Override
  public synchronized Instant instant() {
    return stoppedAt == null ? base.instant().plus(offset) : stoppedAt;
  }

  /**
   * Returns a time in nanoseconds for measuring durations. It stands still while the clock is
   * stopped, and moves with it.
   */
  public synchronized long nanoTime() {
    return stoppedAt == null ? baseNanos.getAsLong() + nanosOffset : stoppedNanos;
  }

  public synchronized boolean isStopped() {
    return stoppedAt != null;
  }

  /** Stops the clock at the current time; it can still be moved. */
  public synchronized void stop() {
    if (stoppedAt == null) {
      stoppedNanos = nanoTime();
      stoppedAt = instant();
    }
  }

  /** Continues from the current time, at the speed of the followed clock. */
  public synchronized void resume() {
    if (stoppedAt != null) {
      offset = Duration.between(base.instant(), stoppedAt);
      nanosOffset = stoppedNanos - baseNanos.getAsLong();
      stoppedAt = null;
    }
  }

  /**
   * Moves the clock forward.
   *
   * @throws IllegalArgumentException if the duration is negative, or the time would be after {@link
   *     #LAST}
   */
  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("duration is negative: " + duration);
    }
    move(duration, later(instant(), duration), "duration is " + duration);
  }

  /**
   * Sets the time.
   *
   * @throws IllegalArgumentException if it is before the current time or after {@link #LAST}
   */
  public synchronized void set(Instant time) {
    Instant now = instant();
    if (time.isBefore(now)) {
      throw new IllegalArgumentException(
          "time is " + time + ", before the server's time: " + now + "; the clock cannot go back");
    }
    move(Duration.between(now, time), time, "time is " + time);
  }

  private void move(Duration by, Instant time, String what) {
    if (time.isAfter(LAST)) {
      throw new IllegalArgumentException(what + ", which leads beyond " + LAST);
    }
    long nanos = by.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : by.toNanos();
    if (stoppedAt == null) {
      offset = offset.plus(by);
      nanosOffset += nanos;
    } else {
      stoppedAt = time;
      stoppedNanos += nanos;
    }
  }

  private static Instant later(Instant time, Duration by) {
    try {
      return time.plus(by);
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MAX;
    }
  }
}
