package io.pinelink.server.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The rule for when writes become visible to reads: after a delay, and not while held. */
public final class WriteVisibility {
  private final Supplier<Duration> delay;
  private final InstantSource clock;
  private volatile boolean held;

  public WriteVisibility(Duration delay, InstantSource clock) {
    this(() -> delay, clock);
  }

  /**
   * @param delay returns the delay of a write at this moment; writes stay in their order if a later
   *     one has a shorter delay
   */
  public WriteVisibility(Supplier<Duration> delay, InstantSource clock) {
    this.delay = delay;
    this.clock = clock;
  }

  static WriteVisibility immediate() {
    return new WriteVisibility(Duration.ZERO, InstantSource.system());
  }

  public void hold(boolean hold) {
    held = hold;
  }

  public boolean isHeld() {
    return held;
  }

  /** Returns whether a write at this moment is visible immediately. */
  boolean isImmediate() {
    return delay.get().isZero() && !held;
  }

  /** Returns when a write at this moment becomes visible, unless writes are held then. */
  Instant dueTime() {
    return clock.instant().plus(delay.get());
  }

  boolean isVisible(Instant dueTime) {
    return !held && !clock.instant().isBefore(dueTime);
  }
}
