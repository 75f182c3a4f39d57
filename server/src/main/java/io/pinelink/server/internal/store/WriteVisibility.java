package io.pinelink.server.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When reads see what was written: that much later, and never while writes are held. */
public final class WriteVisibility {
  private final Duration delay;
  private final InstantSource clock;
  private volatile boolean held;

  public WriteVisibility(Duration delay, InstantSource clock) {
    this.delay = delay;
    this.clock = clock;
  }

  static WriteVisibility immediate() {
    return new WriteVisibility(Duration.ZERO, InstantSource.system());
  }

  public void hold(boolean hold) {
    held = hold;
  }

  /** Whether a write of now is visible now. */
  boolean isImmediate() {
    return delay.isZero() && !held;
  }

  /** When a write of now becomes visible, unless it is held then. */
  Instant dueTime() {
    return clock.instant().plus(delay);
  }

  boolean isVisible(Instant dueTime) {
    return !held && !clock.instant().isBefore(dueTime);
  }
}
