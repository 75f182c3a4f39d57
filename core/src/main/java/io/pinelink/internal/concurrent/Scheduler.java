package io.pinelink.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A scheduler of delays. Tests provide their own implementation. */
@FunctionalInterface
public interface Scheduler {
  /**
   * Returns a future that completes after the delay; cancelling or completing it removes the timer.
   */
  CompletableFuture<Void> after(Duration delay);

  /** Returns a scheduler on the shared {@link TimerThread}, which no client has to close. */
  static Scheduler system() {
    return delay -> {
      CompletableFuture<Void> timer = new CompletableFuture<>();
      TimerThread.completeAfter(timer, null, delay.toNanos());
      return timer;
    };
  }
}
