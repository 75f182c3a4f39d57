package io.pinelink.internal.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A future that completes like another one, on an executor. */
public final class RedispatchedFuture<T> extends LinkedFuture<T>
    implements BiConsumer<T, Throwable>, Runnable {
  private final Executor executor;
  private final Runnable before;
  private @Nullable T value;
  private @Nullable Throwable failure;

  private RedispatchedFuture(Executor executor, Runnable before) {
    this.executor = executor;
    this.before = before;
  }

  /**
   * Creates a future.
   *
   * @param before runs on the thread that completes {@code inner}, before this completes
   */
  public static <T> CompletableFuture<T> of(
      Executor executor, CompletableFuture<T> inner, Runnable before) {
    RedispatchedFuture<T> outer = new RedispatchedFuture<>(executor, before);
    outer.follow(inner);
    var unused = inner.whenComplete(outer);
    return outer;
  }

  @Override
  public void accept(@Nullable T ended, @Nullable Throwable failed) {
    value = ended;
    failure = failed;
    try {
      before.run();
    } finally {
      Futures.run(executor, this);
    }
  }

  // One of the two is set; whether the value may be null depends on the caller.
  @Override
  @SuppressWarnings("NullAway")
  public void run() {
    end(value, failure);
  }
}
