package io.pinelink.internal.concurrent;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ends many futures on an executor with few tasks: waking a thread for each costs more than what
 * their callbacks do. One task ends them one after another, and has a stand-in queued meanwhile, so
 * that a callback that blocks, be it for another of these futures, holds up none of the others.
 */
public final class BatchCompletion<T> {
  private final Executor executor;
  private final List<? extends CompletableFuture<T>> futures;
  private final T value;
  private final @Nullable Throwable failure;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean lacksStandIn = new AtomicBoolean(true);

  private BatchCompletion(
      Executor executor,
      List<? extends CompletableFuture<T>> futures,
      T value,
      @Nullable Throwable failure) {
    this.executor = executor;
    this.futures = futures;
    this.value = value;
    this.failure = failure;
  }

  /** Ends them all as {@code failure} or else {@code value} tells. */
  public static <T> void on(
      Executor executor,
      List<? extends CompletableFuture<T>> futures,
      T value,
      @Nullable Throwable failure) {
    if (!futures.isEmpty()) {
      BatchCompletion<T> all = new BatchCompletion<>(executor, futures, value, failure);
      Futures.run(executor, all::endThem);
    }
  }

  private void endThem() {
    for (int i = next.getAndIncrement(); i < futures.size(); i = next.getAndIncrement()) {
      if (i + 1 < futures.size() && lacksStandIn.compareAndSet(true, false)) {
        new StandIn().queue();
      }
      Futures.complete(futures.get(i), value, failure);
    }
  }

  private final class StandIn implements Runnable {
    private final Thread queueing = Thread.currentThread();
    private boolean isQueued;

    void queue() {
      Futures.run(executor, this);
      isQueued = true;
    }

    @Override
    public void run() {
      if (Thread.currentThread() == queueing && !isQueued) {
        return; // an executor that runs its tasks at once has nobody to stand in
      }
      lacksStandIn.set(true);
      endThem();
    }
  }
}
