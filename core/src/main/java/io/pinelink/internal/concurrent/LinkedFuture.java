package io.pinelink.internal.concurrent;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A future that another one completes, such as the next attempt of a call. Cancelling it cancels
 * the future that it currently follows.
 *
 * <p>Each call passes through several of these, so it contains only a reference: a callback for
 * cancelling would cost more than the future itself.
 */
public class LinkedFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  private volatile @Nullable CompletableFuture<?> followed;

  /**
   * Follows {@code next}, which is cancelled when this is; immediately if this is already
   * cancelled.
   */
  public final void follow(CompletableFuture<?> next) {
    followed = next;
    if (isDone()) {
      followed = null;
    }
    if (isCancelled()) {
      next.cancel(true);
    }
  }

  /** Completes this with {@code failure}, or with {@code value} if it is null. */
  public final void end(T value, @Nullable Throwable failure) {
    // A reference to this must not keep the call and its request reachable.
    followed = null;
    Futures.complete(this, value, failure);
  }

  @Override
  public final boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    CompletableFuture<?> call = followed;
    if (cancelled && call != null) {
      followed = null;
      call.cancel(mayInterrupt);
    }
    return cancelled;
  }
}
