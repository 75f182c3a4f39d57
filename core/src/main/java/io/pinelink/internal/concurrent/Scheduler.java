package io.pinelink.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs things later. Tests bring their own. */
@FunctionalInterface
public interface Scheduler {
  /** A future that completes after the delay; cancelling or completing it forgets the delay. */
  CompletableFuture<Void> after(Duration delay);

  /** The JVM's shared timer thread, which no client owns and no client has to close. */
  static Scheduler system() {
    return delay -> {
      CompletableFuture<Void> timer =
          new CompletableFuture<Void>()
              .completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
      CompletableFuture<Void> handedOut = timer.copy();
      // Before JDK 21 the timer thread keeps what is cancelled, but never what is complete.
      var unused = handedOut.whenComplete((done, cancelled) -> timer.complete(null));
      return handedOut;
    };
  }
}
