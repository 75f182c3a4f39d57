package io.pinelink.internal.concurrent;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Utilities for futures: waiting, mapping, and completing on another thread. */
public final class Futures {
  /** An executor that runs tasks on the calling thread, for callers that block. */
  public static final Executor IN_PLACE = Runnable::run;

  private Futures() {}

  /**
   * Waits for a call; this is the only place that blocks. A failure is thrown unwrapped, with the
   * caller's stack trace added; an interrupt cancels the call and stays set.
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

  /** Returns the failure without the wrappers that futures add. */
  public static Throwable unwrap(Throwable failure) {
    Throwable t = failure;
    while ((t instanceof CompletionException || t instanceof ExecutionException)
        && t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }

  /**
   * Returns a future that completes like {@code inner}, on {@code executor}; cancelling it cancels
   * {@code inner}.
   */
  public static <T> CompletableFuture<T> completeOn(Executor executor, CompletableFuture<T> inner) {
    return executor == IN_PLACE ? inner : RedispatchedFuture.of(executor, inner, () -> {});
  }

  /**
   * Returns a future with the result of {@code function} for the value, or with the failure of
   * {@code inner}, unwrapped; cancelling it cancels {@code inner}.
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
   * Returns a future that completes like the call that {@code next} starts with the value, or with
   * the failure of {@code inner}; cancelling it cancels the one that is running.
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
   * Returns a future with the result of {@code function} for the value or the failure of {@code
   * inner}, unwrapped; cancelling it cancels {@code inner}.
   */
  public static <T, R> CompletableFuture<R> handle(
      CompletableFuture<T> inner,
      BiFunction<? super @Nullable T, @Nullable Throwable, R> function) {
    LinkedFuture<R> outer = new LinkedFuture<>();
    outer.follow(inner);
    CompletableFuture<R> handled =
        inner.handle(
            (value, failure) -> function.apply(value, failure == null ? null : unwrap(failure)));
    var unused = handled.whenComplete(outer::end);
    return outer;
  }

  /**
   * Returns a future that completes like {@code inner}, but with a value for one kind of failure;
   * cancelling it cancels {@code inner}.
   */
  public static <T> CompletableFuture<T> recover(
      CompletableFuture<T> inner, Class<? extends Throwable> kind, T value) {
    LinkedFuture<T> outer = new LinkedFuture<>();
    outer.follow(inner);
    onEnd(
        inner,
        outer,
        (result, failure) -> {
          if (failure != null && kind.isInstance(unwrap(failure))) {
            outer.end(value, null);
          } else {
            outer.end(result, failure);
          }
        });
    return outer;
  }

  /**
   * Returns a future that completes like {@code inner}, but with another failure, which {@code
   * function} returns for the failure of {@code inner}; cancelling it cancels {@code inner}.
   */
  public static <T> CompletableFuture<T> mapFailure(
      CompletableFuture<T> inner, UnaryOperator<Throwable> function) {
    LinkedFuture<T> outer = new LinkedFuture<>();
    outer.follow(inner);
    onEnd(
        inner,
        outer,
        (result, failure) ->
            outer.end(result, failure == null ? null : function.apply(unwrap(failure))));
    return outer;
  }

  /**
   * Runs a callback when {@code inner} ends. If the callback throws, {@code outer} fails with the
   * exception, since nothing else would end it.
   */
  public static <T> void onEnd(
      CompletableFuture<T> inner,
      CompletableFuture<?> outer,
      BiConsumer<? super T, ? super @Nullable Throwable> callback) {
    var unused =
        inner.whenComplete(
            (value, failure) -> {
              try {
                callback.accept(value, failure);
              } catch (RuntimeException | Error e) {
                outer.completeExceptionally(e);
              }
            });
  }

  /** Runs a task on {@code executor}, or on this thread if the executor rejects it. */
  static void run(Executor executor, Runnable completion) {
    try {
      executor.execute(completion);
    } catch (RuntimeException | Error e) {
      // The user's executor is shut down or out of threads. Use this thread, so that the call
      // still ends.
      completion.run();
    }
  }

  /** Completes a future with a value or a failure, without the wrappers that futures add. */
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

  /**
   * The stack trace of the waiting thread; a {@code PinelinkException} has one from another thread.
   */
  private static final class CallerStack extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallerStack() {
      super("the caller waited here");
    }
  }
}
