package io.pinelink.internal.concurrent;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A future that another one, such as a call's next try, is to complete. Cancelling it cancels the
 * one that it follows at that time.
 *
 * <p>A call passes through several of these, so there is nothing in it but a reference: a callback
 * for cancelling would cost more than the future itself.
 */
public class LinkedFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  private volatile @Nullable CompletableFuture<?> followed;

  /** From now on, cancelling this cancels {@code next}; at once, if it was cancelled before. */
  public final void follow(CompletableFuture<?> next) {
    followed = next;
    if (isDone()) {
      followed = null;
    }
    if (isCancelled()) {
      next.cancel(true);
    }
  }

  /** Ends this as {@code failure} or else {@code value} tells. */
  public final void end(T value, @Nullable Throwable failure) {
    // Whoever keeps this does not keep the call and its request.
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
