package io.pinelink.server.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work in numbered parts, which a thread shares with idle threads of the common pool.
 *
 * <p>The thread does all parts itself if no other thread is idle, and never waits for a thread that
 * has not started. So any number of threads can share work at the same time, and a pool whose
 * threads are blocked costs nothing but speed.
 */
final class SharedWork<W extends IntConsumer> {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  /** The calls for help that no thread has answered, of all work. */
  private static final AtomicInteger CALLS = new AtomicInteger();

  private final int parts;
  // Cleared at the end: a call for help may wait for much longer.
  private volatile @Nullable Supplier<W> workers;
  private final AtomicInteger next = new AtomicInteger();
  private final List<W> done = new ArrayList<>();
  private int helping;
  private boolean isClosed;
  private @Nullable Throwable failure;

  private SharedWork(int parts, Supplier<W> workers) {
    this.parts = parts;
    this.workers = workers;
  }

  /**
   * Does parts 0 to {@code parts - 1}, each once, and returns when all are done.
   *
   * @param workers creates the worker of each thread that takes part
   * @return the workers
   */
  static <W extends IntConsumer> List<W> run(int parts, Supplier<W> workers) {
    SharedWork<W> work = new SharedWork<>(parts, workers);
    for (int i = 1; i < Math.min(THREADS, parts) && CALLS.get() < THREADS; i++) {
      CALLS.incrementAndGet();
      ForkJoinPool.commonPool().execute(work::help);
    }
    work.work(workers);
    return work.finish();
  }

  private void work(Supplier<W> workers) {
    try {
      W worker = workers.get();
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        worker.accept(part);
      }
      done(worker);
    } catch (RuntimeException | Error e) {
      next.set(parts);
      fail(e);
    }
  }

  private void help() {
    CALLS.decrementAndGet();
    Supplier<W> known = workers;
    if (known != null && start()) {
      try {
        work(known);
      } finally {
        stop();
      }
    }
  }

  private synchronized boolean start() {
    if (isClosed) {
      return false;
    }
    helping++;
    return true;
  }

  private synchronized void stop() {
    helping--;
    notifyAll();
  }

  private synchronized void done(W worker) {
    done.add(worker);
  }

  private synchronized void fail(Throwable e) {
    failure = e;
  }

  /** Waits for the threads that have started. */
  private synchronized List<W> finish() {
    isClosed = true;
    workers = null;
    boolean isInterrupted = false;
    while (helping > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    return List.copyOf(done);
  }
}
