package io.pinelink.internal.bulk;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An executor that runs events one after another, from any thread, so that their state needs no
 * locks.
 */
final class SerialExecutor {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final Executor executor;
  private final Consumer<Throwable> onError;
  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  /** Creates an executor without events. Later events still run after one that failed. */
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
      // It is shut down or out of threads: use this thread, so that the bulk operation still ends.
      once.run();
    }
  }

  private void run() {
    do {
      Runnable event = posted.poll();
      if (event == null) {
        throw new IllegalStateException("no event is queued although some are pending");
      }
      try {
        event.run();
      } catch (RuntimeException | Error e) {
        report(e);
      }
    } while (pending.decrementAndGet() > 0);
  }

  /** Reports an exception of an event. Later events must still run, even if this fails. */
  private void report(Throwable thrown) {
    try {
      onError.accept(thrown);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "a failure could not be handled", e);
    }
  }
}
