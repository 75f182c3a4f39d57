package io.pinelink.internal;

import io.pinelink.internal.concurrent.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scheduler whose delays end when the test says so. */
public final class Timers implements Scheduler {
  private final List<Duration> delays = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> timers = new CopyOnWriteArrayList<>();
  private final int pending;

  /** No timer ends on its own. */
  public Timers() {
    this(Integer.MAX_VALUE);
  }

  private Timers(int pending) {
    this.pending = pending;
  }

  /** All but the first are over as soon as they begin. */
  public static Timers thatAreOverAfter(int first) {
    return new Timers(first);
  }

  @Override
  public CompletableFuture<Void> after(Duration delay) {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    delays.add(delay);
    timers.add(timer);
    if (delays.size() > pending) {
      timer.complete(null);
    }
    return timer;
  }

  /** Ends all running delays. */
  public void end() {
    timers.forEach(timer -> timer.complete(null));
  }

  /** Returns the requested delays in order. */
  public List<Duration> delays() {
    return List.copyOf(delays);
  }

  /** The delays that have neither ended nor been forgotten. */
  public long pending() {
    return timers.stream().filter(timer -> !timer.isDone()).count();
  }
}
