package io.pinelink.internal.concurrent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Calls that run side by side, a bounded number at a time. The first failure cancels the others.
 *
 * @param <R> the type of the results
 */
public final class ConcurrentCalls<R> {
  private final int count;
  private final IntFunction<CompletableFuture<R>> calls;
  private final CompletableFuture<List<R>> all = new CompletableFuture<>();
  private final Object lock = new Object();
  private final Map<Integer, CompletableFuture<R>> running = new HashMap<>();
  private final Map<Integer, R> results = new TreeMap<>();
  private int next;

  private ConcurrentCalls(int count, IntFunction<CompletableFuture<R>> calls) {
    this.count = count;
    this.calls = calls;
  }

  /**
   * Runs calls, at least one and at most {@code concurrency} at a time, and returns their results
   * in the order of the calls. Cancelling the future cancels the calls that are running; an
   * exception of a start fails it.
   */
  public static <R> CompletableFuture<List<R>> run(
      int count, int concurrency, IntFunction<CompletableFuture<R>> calls) {
    return new ConcurrentCalls<>(count, calls).start(concurrency);
  }

  private CompletableFuture<List<R>> start(int concurrency) {
    // After any end, including a failure or a cancellation, no call is left running.
    var unused = all.whenComplete((results, failure) -> cancelRunning());
    for (int i = 0; i < concurrency; i++) {
      startNext();
    }
    return all;
  }

  private void startNext() {
    int position;
    synchronized (lock) {
      if (next == count || all.isDone()) {
        return;
      }
      position = next++;
    }
    try {
      CompletableFuture<R> call = calls.apply(position);
      synchronized (lock) {
        running.put(position, call);
      }
      Futures.onEnd(
          call,
          all,
          (result, failure) -> {
            synchronized (lock) {
              running.remove(position);
            }
            if (failure != null) {
              fail(failure);
            } else {
              add(position, result);
              startNext();
            }
          });
      if (all.isDone()) {
        cancelRunning();
      }
    } catch (RuntimeException | Error e) {
      // For example the client was closed.
      fail(e);
    }
  }

  private void add(int position, R result) {
    List<R> complete;
    synchronized (lock) {
      results.put(position, result);
      if (results.size() < count) {
        return;
      }
      complete = new ArrayList<>(results.values());
    }
    all.complete(complete);
  }

  private void cancelRunning() {
    List<CompletableFuture<R>> left;
    synchronized (lock) {
      left = List.copyOf(running.values());
    }
    left.forEach(call -> call.cancel(true));
  }

  private void fail(Throwable failure) {
    all.completeExceptionally(Futures.unwrap(failure));
  }
}
