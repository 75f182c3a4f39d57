package io.pinelink.server;

import io.pinelink.server.internal.clock.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The clock of an {@link EmbeddedPinecone}. Until it is moved or stopped, it follows the
 * {@linkplain EmbeddedPineconeBuilder#clock clock of the builder}. It determines whether indexes,
 * collections, backups and restores are ready, which writes are visible, which backups are due, how
 * far an import is, which tokens and invites are valid, how many calls a {@link RateLimit} accepts,
 * and when a {@link MonthlyQuota} is renewed. Timeouts of connections and the delays of {@link
 * Fault}s are in real time.
 *
 * <pre>{@code
 * server.clock().stop();                           // a new index stays Initializing
 * server.clock().advance(Duration.ofMinutes(1));   // now it is Ready
 * }</pre>
 *
 * <p>The clock never goes back: {@link #set} refuses an earlier time, and {@link #resume} continues
 * from the time at which the clock stands, also if it is ahead of the builder's clock. A clock of
 * the builder that goes back itself takes a running clock with it.
 *
 * <p>Thread-safe. A move is complete when its method returns: every later call sees the new time.
 */
public final class ServerClock implements InstantSource {
  private final MovableClock clock;

  ServerClock(MovableClock clock) {
    this.clock = clock;
  }

  /** Returns the time of the server. */
  @Override
  public Instant instant() {
    return clock.instant();
  }

  /** Returns whether the clock is stopped. */
  public boolean isStopped() {
    return clock.isStopped();
  }

  /** Stops the clock at its current time. No effect if it is stopped. */
  public void stop() {
    clock.stop();
  }

  /** Starts a stopped clock from the time at which it stands. No effect if it runs. */
  public void resume() {
    clock.resume();
  }

  /**
   * Sets the time; the clock continues to run or stays stopped.
   *
   * @param time from {@link #instant()} to the end of the year 9999, UTC
   * @throws IllegalArgumentException if {@code time} is out of range
   */
  public void set(Instant time) {
    clock.set(Objects.requireNonNull(time, "time is null"));
  }

  /**
   * Moves the clock forward; it continues to run or stays stopped.
   *
   * @param duration not negative, and not beyond the end of the year 9999, UTC
   * @throws IllegalArgumentException if {@code duration} is out of range
   */
  public void advance(Duration duration) {
    clock.advance(Objects.requireNonNull(duration, "duration is null"));
  }

  /** Returns the time and whether the clock is stopped. */
  @Override
  public String toString() {
    return instant() + (isStopped() ? ", stopped" : "");
  }
}
