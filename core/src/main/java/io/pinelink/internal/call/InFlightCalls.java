package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.RedispatchedFuture;
import io.pinelink.spi.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A counter of the calls in flight of a client, so that closing can wait for them. A client that
 * was closed since another one replaces it knows who makes its further calls.
 */
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
  private volatile @Nullable Function<Caller, CompletableFuture<Caller>> successor;

  /** Counts a call that starts and ends by the deadline. Returns false if the client is closed. */
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

  /**
   * Returns a future that completes on {@code executor} after the call has ended and is no longer
   * counted, so that a caller that has received the response can already close the client.
   */
  public <T> CompletableFuture<T> leaveWith(Executor executor, CompletableFuture<T> call) {
    return RedispatchedFuture.of(executor, call, leave);
  }

  synchronized void leave() {
    calls--;
    notifyAll();
  }

  /** Rejects further calls. Returns whether this was the first time. */
  public boolean close() {
    return close(null);
  }

  /**
   * Rejects further calls, whose callers {@code by} replaces with callers of another client.
   * Returns whether this was the first time; otherwise nothing changes.
   */
  public synchronized boolean close(@Nullable Function<Caller, CompletableFuture<Caller>> by) {
    boolean first = !closed;
    if (first) {
      successor = by;
      closed = true;
    }
    return first;
  }

  /** Returns the caller of the client that makes further calls; null if there is none. */
  @Nullable CompletableFuture<Caller> successor(Caller caller) {
    Function<Caller, CompletableFuture<Caller>> by = successor;
    return by == null ? null : by.apply(caller);
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
