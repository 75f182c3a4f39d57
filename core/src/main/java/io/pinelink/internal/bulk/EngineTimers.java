package io.pinelink.internal.bulk;

import io.pinelink.internal.concurrent.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The clock and the timers of one bulk operation. The timers are cancelled when it ends; their
 * events run in the {@link SerialExecutor}. Thread-safe.
 */
final class EngineTimers {
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final SerialExecutor events;
  private final Set<Timer> timers = ConcurrentHashMap.newKeySet();

  EngineTimers(Scheduler scheduler, LongSupplier nanoTime, SerialExecutor events) {
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.events = events;
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
                events.post(event);
              }
            });
  }

  void stop() {
    timers.forEach(timer -> timer.delay.cancel(false));
  }

  /** A delay, with identity equality. */
  private static final class Timer {
    final CompletableFuture<Void> delay;

    Timer(CompletableFuture<Void> delay) {
      this.delay = delay;
    }
  }
}
