package io.pinelink.internal.ingest;

import io.pinelink.internal.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The clock of one ingest, and its timers, which end with it. Thread-safe but for the watch. */
final class Clockwork {
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final Set<Timer> timers = ConcurrentHashMap.newKeySet();
  private boolean watching;

  Clockwork(Scheduler scheduler, LongSupplier nanoTime) {
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  Duration since(long then) {
    return Duration.ofNanos(now() - then);
  }

  void after(Duration delay, Runnable event) {
    Timer timer = new Timer(scheduler.after(delay));
    timers.add(timer);
    var unused =
        timer.delay.whenComplete(
            (over, cancelled) -> {
              timers.remove(timer);
              if (cancelled == null) {
                event.run();
              }
            });
  }

  /** Whether somebody looks whether it has stalled. */
  boolean isWatching() {
    return watching;
  }

  void watching(boolean now) {
    watching = now;
  }

  void stop() {
    timers.forEach(timer -> timer.delay.cancel(false));
  }

  /** A delay; futures have no equality of their own. */
  private static final class Timer {
    final CompletableFuture<Void> delay;

    Timer(CompletableFuture<Void> delay) {
      this.delay = delay;
    }
  }
}
