package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.RedispatchedFuture;
import io.pinelink.spi.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A counter of the calls in flight of a client, so that closing can wait for them. */
public final class InFlightCalls {
  /**
   * How long to wait after the latest deadline. A call ends by its deadline; one that has not ended
   * by then is lost.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Runnable leave = this::leave;
  private int calls;
  private @Nullable Deadline latest;
  private boolean closed;

  /**
   * Counts a call that starts, unless the client is closed.
   *
   * @param deadline when the call will have ended
   * @return whether the call is counted
   */
  synchronized boolean enter(Deadline deadline) {
    if (closed) {
      return false;
    }
    calls++;
    if (latest == null || latest.isBefore(deadline)) {
      latest = deadline;
    }
    return true;
  }

  /** Returns whether further calls are rejected. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Returns a future that completes on {@code executor} after the call has ended and is no longer
   * counted, so that a caller that has received the response can already close the client.
   */
  public <T> CompletableFuture<T> leaveWith(Executor executor, CompletableFuture<T> call) {
    return RedispatchedFuture.of(executor, call, leave);
  }

  private synchronized void leave() {
    calls--;
    notifyAll();
  }

  /** Rejects further calls. Returns whether this was the first time. */
  public synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  /**
   * Waits until no call is in flight, at most until shortly after the latest deadline. An interrupt
   * ends the wait and stays set.
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
