package io.pinelink.langchain4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future of two steps, of which the second starts with the value of the first. Cancelling it
 * cancels the step that is running, which {@link CompletableFuture#thenCompose} does not do.
 */
final class ChainedFuture<T> extends CompletableFuture<T> {
  private volatile @Nullable CompletableFuture<?> running;

  private ChainedFuture() {}

  /**
   * Returns a future that completes like the one that {@code next} returns. An exception of either
   * step or of {@code next} fails it, without the wrapper that futures add.
   */
  static <T, R> CompletableFuture<R> of(
      CompletableFuture<T> first, Function<T, CompletableFuture<R>> next) {
    ChainedFuture<R> chained = new ChainedFuture<>();
    chained.follow(first);
    CompletableFuture<R> both =
        first.thenCompose(
            value -> {
              CompletableFuture<R> second = next.apply(value);
              chained.follow(second);
              return second;
            });
    var unused = both.whenComplete(chained::end);
    return chained;
  }

  private void follow(CompletableFuture<?> step) {
    running = step;
    if (isCancelled()) {
      step.cancel(true);
    }
  }

  private void end(T value, @Nullable Throwable failure) {
    running = null;
    if (failure == null) {
      complete(value);
    } else {
      Throwable cause = failure.getCause();
      completeExceptionally(
          failure instanceof CompletionException && cause != null ? cause : failure);
    }
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    CompletableFuture<?> step = running;
    if (cancelled && step != null) {
      step.cancel(mayInterrupt);
    }
    return cancelled;
  }
}
