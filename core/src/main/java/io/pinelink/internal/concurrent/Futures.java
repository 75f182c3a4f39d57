package io.pinelink.internal.concurrent;

import io.pinelink.error.PinelinkException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the client does with futures: wait for one, or hand one over to another thread. */
public final class Futures {
  /** Completes futures where they are, for callers that only wait. */
  public static final Executor IN_PLACE = Runnable::run;

  private Futures() {}

  /**
   * Waits for a call; the only place that blocks. A failure is thrown as it is, with the caller's
   * stack added; an interrupt cancels the call and stays set.
   *
   * @throws CancellationException if the thread was interrupted
   */
  public static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted while waiting");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      throw withCallersStack(unwrap(e));
    }
  }

  private static RuntimeException withCallersStack(Throwable failure) {
    failure.addSuppressed(new CallerStack());
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime ? runtime : new CompletionException(failure);
  }

  /** The failure itself, without the wrappers that futures add. */
  public static Throwable unwrap(Throwable failure) {
    Throwable t = failure;
    while ((t instanceof CompletionException || t instanceof ExecutionException)
        && t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }

  /** Completes on {@code executor} as {@code inner} does; cancelling it cancels {@code inner}. */
  public static <T> CompletableFuture<T> completeOn(Executor executor, CompletableFuture<T> inner) {
    return executor == IN_PLACE ? inner : RedispatchedFuture.of(executor, inner, () -> {});
  }

  /**
   * Completes with what {@code function} makes of the value, or as {@code inner} fails, without a
   * wrapper; cancelling it cancels {@code inner}.
   */
  public static <T, R extends @Nullable Object> CompletableFuture<R> map(
      CompletableFuture<T> inner, Function<? super T, ? extends R> function) {
    LinkedFuture<R> outer = new LinkedFuture<>();
    outer.follow(inner);
    CompletableFuture<R> mapped = inner.thenApply(function);
    var unused = mapped.whenComplete(outer::end);
    return outer;
  }

  /**
   * Completes as the call does that {@code next} makes of the value, or as {@code inner} fails;
   * cancelling it cancels whichever of them is running.
   */
  public static <T, R> CompletableFuture<R> then(
      CompletableFuture<T> inner, Function<? super T, CompletableFuture<R>> next) {
    LinkedFuture<R> outer = new LinkedFuture<>();
    outer.follow(inner);
    CompletableFuture<R> both =
        inner.thenCompose(
            value -> {
              CompletableFuture<R> second = next.apply(value);
              outer.follow(second);
              return second;
            });
    var unused = both.whenComplete(outer::end);
    return outer;
  }

  /**
   * Completes as {@code inner} does, but for one kind of failure with a value; cancelling it
   * cancels {@code inner}.
   */
  public static <T> CompletableFuture<T> recover(
      CompletableFuture<T> inner, Class<? extends Throwable> kind, T value) {
    LinkedFuture<T> outer = new LinkedFuture<>();
    outer.follow(inner);
    var unused =
        inner.whenComplete(
            (result, failure) -> {
              if (failure != null && kind.isInstance(unwrap(failure))) {
                outer.end(value, null);
              } else {
                outer.end(result, failure);
              }
            });
    return outer;
  }

  /** Runs it on {@code executor}, or here where that takes nothing more. */
  static void run(Executor executor, Runnable completion) {
    try {
      executor.execute(completion);
    } catch (RuntimeException | Error e) {
      // The user's executor is shut down or out of threads: better this thread than a call that
      // never ends.
      completion.run();
    }
  }

  /** Ends a future as another one ended, without the wrappers that futures add. */
  public static <T> void complete(
      CompletableFuture<T> future, T value, @Nullable Throwable failure) {
    if (failure == null) {
      future.complete(value);
    } else if (unwrap(failure) instanceof CancellationException) {
      future.cancel(true);
    } else {
      future.completeExceptionally(unwrap(failure));
    }
  }

  /** Marks where the failed call was waited for; {@link PinelinkException}s come from elsewhere. */
  private static final class CallerStack extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallerStack() {
      super("the call was waited for here");
    }
  }
}
