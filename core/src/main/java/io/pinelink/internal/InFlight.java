package io.pinelink.internal;

import java.util.concurrent.CompletableFuture;

/** Counts the calls of a client that have not ended, so that closing can wait for them. */
public final class InFlight {
  private int calls;
  private boolean closed;

  /**
   * Counts a call that begins.
   *
   * @throws IllegalStateException if the client is closed
   */
  public synchronized void enter() {
    if (closed) {
      throw new IllegalStateException("the client is closed");
    }
    calls++;
  }

  /**
   * Counts the call out when it ends, and only then completes the future that it returns: who has
   * the answer may close the client.
   */
  public <T> CompletableFuture<T> leaveWith(CompletableFuture<T> call) {
    CompletableFuture<T> counted = new CompletableFuture<>();
    var unused =
        call.whenComplete(
            (value, failure) -> {
              leave();
              Futures.complete(counted, value, failure);
            });
    Futures.cancelWith(counted, call);
    return counted;
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
   * Waits until no call is in flight; each ends by its deadline at the latest.
   *
   * @return false if the thread was interrupted while it waited; the flag stays set
   */
  public synchronized boolean awaitNone() {
    while (calls > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
