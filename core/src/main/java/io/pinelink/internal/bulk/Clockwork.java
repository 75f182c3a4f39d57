package io.pinelink.internal.bulk;

import io.pinelink.internal.concurrent.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The clock of one ingest, and its timers, which end with it; what they begin runs in the mailbox.
 * Thread-safe.
 */
final class Clockwork {
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final Mailbox mailbox;
  private final Set<Timer> timers = ConcurrentHashMap.newKeySet();

  Clockwork(Scheduler scheduler, LongSupplier nanoTime, Mailbox mailbox) {
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.mailbox = mailbox;
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
                mailbox.post(event);
              }
            });
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
