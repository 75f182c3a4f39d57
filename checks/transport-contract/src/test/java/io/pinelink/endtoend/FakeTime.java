package io.pinelink.endtoend;

import io.pinelink.internal.concurrent.Scheduler;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that advances only when a wait ends, and a scheduler whose waits the test ends. */
final class FakeTime implements Scheduler {
  private final AtomicLong nanos = new AtomicLong();
  private final BlockingQueue<Wait> waits = new LinkedBlockingQueue<>();

  private record Wait(Duration delay, CompletableFuture<Void> end) {}

  @Override
  public CompletableFuture<Void> after(Duration delay) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    waits.add(new Wait(delay, end));
    return end;
  }

  /** Returns the time of the monotonic clock. */
  long nanoTime() {
    return nanos.get();
  }

  /** Waits for the next wait to start, ends it, and returns its duration. */
  Duration pass() {
    try {
      Wait wait = waits.poll(20, TimeUnit.SECONDS);
      if (wait == null) {
        throw new AssertionError("nobody waits");
      }
      nanos.addAndGet(wait.delay().toNanos());
      wait.end().complete(null);
      return wait.delay();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends each wait as it starts, until the call has ended. */
  void passUntil(CompletableFuture<?> call) {
    var unused =
        call.whenComplete(
            (value, failure) -> waits.add(new Wait(Duration.ZERO, new CompletableFuture<>())));
    while (!call.isDone()) {
      var unusedToo = pass();
    }
    waits.clear();
  }

  boolean nobodyWaits() {
    return waits.isEmpty();
  }
}
