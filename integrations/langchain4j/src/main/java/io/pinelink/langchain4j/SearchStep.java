package io.pinelink.langchain4j;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A part of a search, such as a call, that runs in two ways with the same result: blocking and
 * asynchronously. A search is composed of steps once, for both.
 *
 * @param blocking runs the step and returns its result
 * @param async starts the step and returns a future of its result
 */
record SearchStep<T>(Supplier<T> blocking, Supplier<CompletableFuture<T>> async) {
  /** Returns a step that only returns a result. */
  static <T> SearchStep<T> of(T result) {
    return new SearchStep<>(() -> result, () -> CompletableFuture.completedFuture(result));
  }

  /** Returns this step with its result converted. */
  <R> SearchStep<R> map(Function<T, R> conversion) {
    return then(result -> of(conversion.apply(result)));
  }

  /** Returns this step followed by the one that {@code next} creates from its result. */
  <R> SearchStep<R> then(Function<T, SearchStep<R>> next) {
    return new SearchStep<>(
        () -> next.apply(blocking.get()).blocking().get(),
        () -> ChainedFuture.of(async.get(), result -> next.apply(result).async().get()));
  }
}
