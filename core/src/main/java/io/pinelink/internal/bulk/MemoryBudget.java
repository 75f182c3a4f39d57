package io.pinelink.internal.bulk;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The memory budget of the items held, which provides backpressure to the source. Thread-safe. */
final class MemoryBudget {
  private final long max;
  private long held;
  private boolean closed;
  private @Nullable CompletableFuture<@Nullable Void> waiting;

  MemoryBudget(long max) {
    this.max = max;
  }

  /** Returns a future that completes when the budget has space, or when it is closed. */
  synchronized CompletableFuture<@Nullable Void> whenOpen() {
    if (closed || held < max) {
      return CompletableFuture.completedFuture(null);
    }
    if (waiting == null || waiting.isDone()) {
      waiting = new CompletableFuture<>();
    }
    return waiting;
  }

  synchronized long free() {
    return max - held;
  }

  synchronized long held() {
    return held;
  }

  synchronized void take(long cost) {
    held += cost;
  }

  void give(long cost) {
    CompletableFuture<@Nullable Void> open;
    synchronized (this) {
      held -= cost;
      open = held < max ? waiting : null;
    }
    if (open != null) {
      open.complete(null);
    }
  }

  void close() {
    CompletableFuture<@Nullable Void> open;
    synchronized (this) {
      closed = true;
      open = waiting;
    }
    if (open != null) {
      open.complete(null);
    }
  }
}
