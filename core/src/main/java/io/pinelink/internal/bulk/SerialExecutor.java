package io.pinelink.internal.bulk;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs what is posted one after another, whoever posts it, so that what they touch needs no lock.
 */
final class SerialExecutor {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final Executor executor;
  private final Consumer<Throwable> onError;
  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  /**
   * Makes an empty one.
   *
   * @param onError hears what something posted threw; the next ones are run all the same
   */
  SerialExecutor(Executor executor, Consumer<Throwable> onError) {
    this.executor = executor;
    this.onError = onError;
  }

  void post(Runnable event) {
    posted.add(event);
    if (pending.getAndIncrement() > 0) {
      return;
    }
    // An executor may throw after it has taken the task.
    AtomicBoolean started = new AtomicBoolean();
    Runnable once =
        () -> {
          if (started.compareAndSet(false, true)) {
            run();
          }
        };
    try {
      executor.execute(once);
    } catch (RuntimeException | Error e) {
      // It is shut down, or out of threads: better this one than a bulk operation that never ends.
      once.run();
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
        report(e);
      }
    } while (pending.decrementAndGet() > 0);
  }

  /** Whatever comes of it, what is posted later is still to be run. */
  private void report(Throwable thrown) {
    try {
      onError.accept(thrown);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "a failure could not be dealt with", e);
    }
  }
}
