package io.pinelink.internal.ingest;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs what is posted one after another, whoever posts it, so that what they touch needs no lock.
 */
final class Mailbox {
  private final Executor executor;
  private final Consumer<Throwable> onError;
  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  /**
   * Makes an empty one.
   *
   * @param onError hears what something posted threw; the next ones are run all the same
   */
  Mailbox(Executor executor, Consumer<Throwable> onError) {
    this.executor = executor;
    this.onError = onError;
  }

  void post(Runnable event) {
    posted.add(event);
    if (pending.getAndIncrement() > 0) {
      return;
    }
    try {
      executor.execute(this::run);
    } catch (RuntimeException e) {
      // The user's executor is shut down: better this thread than an ingest that never ends.
      run();
    }
  }

  private void run() {
    do {
      Runnable event = posted.poll();
      if (event == null) {
        throw new IllegalStateException("less was posted than is pending");
      }
      try {
        event.run();
      } catch (RuntimeException | Error e) {
        onError.accept(e);
      }
    } while (pending.decrementAndGet() > 0);
  }
}
