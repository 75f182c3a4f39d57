package io.pinelink.internal.bulk;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How much may be held; this is what holds the source back. Thread-safe. */
final class MemoryBudget {
  private final long max;
  private long held;
  private boolean closed;
  private @Nullable CompletableFuture<@Nullable Void> waiting;

  MemoryBudget(long max) {
    this.max = max;
  }

  /** A future that is done while there is room, or once nobody reads any more. */
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
