package io.pinelink.copy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits of the threads that copy and compare, which an interrupt ends. */
final class Waiting {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private Waiting() {}

  /** Waits for a call. A failure is thrown unwrapped; an interrupt cancels the call. */
  static <T extends @Nullable Object> T await(CompletableFuture<T> call) {
    try {
      return call.get();
    } catch (InterruptedException e) {
      call.cancel(true);
      throw interrupted(e);
    } catch (ExecutionException e) {
      Throwable failure = e.getCause();
      if (failure instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      throw new CompletionException(failure);
    }
  }

  static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Returns the pause after a number of failures in a row. */
  static Duration after(int failures) {
    double doubled = FIRST_PAUSE.toNanos() * Math.pow(2, failures - 1);
    return Duration.ofNanos((long) (0.75 * Math.min(doubled, (double) LONGEST_PAUSE.toNanos())));
  }

  static CancellationException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException("interrupted while waiting");
    cancelled.initCause(cause);
    return cancelled;
  }

  /** Starts a task on a thread of its own. Cancelling the future interrupts it. */
  static <R> CompletableFuture<R> start(Supplier<R> task) {
    CompletableFuture<R> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(task.get());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "pinelink-copy");
    thread.setDaemon(true);
    var unused =
        result.whenComplete(
            (report, failure) -> {
              if (result.isCancelled()) {
                thread.interrupt();
              }
            });
    thread.start();
    return result;
  }
}
