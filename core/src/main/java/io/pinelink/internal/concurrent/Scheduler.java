package io.pinelink.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A scheduler of delays. Tests provide their own implementation. */
@FunctionalInterface
public interface Scheduler {
  /**
   * Returns a future that completes after the delay; cancelling or completing it removes the timer.
   */
  CompletableFuture<Void> after(Duration delay);

  /** Returns a scheduler on the JVM's shared timer thread, which no client has to close. */
  static Scheduler system() {
    return delay -> {
      CompletableFuture<Void> timer =
          new CompletableFuture<Void>()
              .completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
      CompletableFuture<Void> handedOut = timer.copy();
      // Before JDK 21 the timer thread keeps cancelled futures, but not completed ones.
      var unused = handedOut.whenComplete((done, cancelled) -> timer.complete(null));
      return handedOut;
    };
  }
}
