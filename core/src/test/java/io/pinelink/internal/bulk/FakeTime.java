package io.pinelink.internal.bulk;

import io.pinelink.internal.concurrent.Scheduler;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** A clock that stands still until the test moves it, and the timers that go by it. */
public final class FakeTime implements Scheduler {
  private record Timer(long due, long number, CompletableFuture<Void> future) {}

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number));

  /** Any number will do: a monotonic clock begins anywhere. */
  private long now = Long.MAX_VALUE - 5_000_000_000L;

  private long last;

  public synchronized long now() {
    return now;
  }

  @Override
  public synchronized CompletableFuture<Void> after(Duration delay) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    // Relative to the begin, since the clock may overflow.
    timers.add(new Timer(passed() + delay.toNanos(), last++, future));
    return future;
  }

  private long passed() {
    return now - (Long.MAX_VALUE - 5_000_000_000L);
  }

  /** Moves the clock from timer to timer. */
  public synchronized void pass(Duration time) {
    long end = passed() + time.toNanos();
    while (!timers.isEmpty() && timers.peek().due() <= end) {
      Timer timer = timers.remove();
      if (!timer.future().isDone()) {
        now += Math.max(0, timer.due() - passed());
        timer.future().complete(null);
      }
    }
    now += end - passed();
  }

  public synchronized long pending() {
    return timers.stream().filter(timer -> !timer.future().isDone()).count();
  }
}
