package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.RedispatchedFuture;
import io.pinelink.spi.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Counts the calls of a client that have not ended, so that closing can wait for them. */
public final class InFlightCalls {
  /** A call ends by its deadline; what is later than this after it has been lost. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Runnable leave = this::leave;
  private int calls;
  private @Nullable Deadline latest;
  private boolean closed;

  /**
   * Counts a call that begins.
   *
   * @param deadline when it will have ended
   * @throws IllegalStateException if the client is closed
   */
  public synchronized void enter(Deadline deadline) {
    if (closed) {
      throw new IllegalStateException("the client is closed");
    }
    calls++;
    if (latest == null || latest.isBefore(deadline)) {
      latest = deadline;
    }
  }

  /**
   * Counts the call out when it ends, and only then completes the future that it returns, on {@code
   * executor}: who has the answer may close the client.
   */
  public <T> CompletableFuture<T> leaveWith(Executor executor, CompletableFuture<T> call) {
    return RedispatchedFuture.of(executor, call, leave);
  }

  private synchronized void leave() {
    calls--;
    notifyAll();
  }

  /** Lets no further call in. Returns whether this was the first time. */
  public synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  /**
   * Waits until no call is in flight, at most until shortly after the latest of their deadlines. An
   * interrupt ends the wait and stays set.
   */
  public synchronized void awaitNone() {
    try {
      for (long left = millisLeft(); calls > 0 && left > 0; left = millisLeft()) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long millisLeft() {
    return latest == null ? 0 : latest.remaining().plus(GRACE).toMillis();
  }
}
