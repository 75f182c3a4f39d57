package io.pinelink.internal.concurrent;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Completes many futures on an executor with few tasks, since waking a thread for each costs more
 * than their callbacks. One task completes them one after another while a stand-in task is queued,
 * so that a callback that blocks, even on another of these futures, does not delay the others.
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

  /** Completes all futures with {@code failure}, or with {@code value} if it is null. */
  public static <T> void on(
      Executor executor,
      List<? extends CompletableFuture<T>> futures,
      T value,
      @Nullable Throwable failure) {
    if (!futures.isEmpty()) {
      BatchCompletion<T> all = new BatchCompletion<>(executor, futures, value, failure);
      Futures.run(executor, all::completeAll);
    }
  }

  private void completeAll() {
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
        return; // the executor runs tasks in place, so there is no thread to stand in
      }
      lacksStandIn.set(true);
      completeAll();
    }
  }
}
