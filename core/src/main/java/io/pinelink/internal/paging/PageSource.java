package io.pinelink.internal.paging;

import io.pinelink.model.Page;
import io.pinelink.model.PaginatedRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A source of the pages of one request, from which iterations over all pages are created. */
@FunctionalInterface
public interface PageSource<T> {
  /** Requests the page of a token, or the first one for null. */
  CompletableFuture<? extends Page<T>> page(@Nullable String token);

  /** Returns the source of the pages of a request, each of which {@code list} requests. */
  static <Q extends PaginatedRequest<Q, ?>, T> PageSource<T> of(
      Q request, Function<Q, ? extends CompletableFuture<? extends Page<T>>> list) {
    Objects.requireNonNull(request, "request is null");
    return token -> list.apply(token == null ? request : request.withPaginationToken(token));
  }

  /**
   * Returns the source of the pages of a request whose items the service sorts in byte order.
   *
   * @param key returns what an item is sorted by; empty if its place is not known
   */
  static <Q extends PaginatedRequest<Q, ?>, T> PageSource<T> sorted(
      Q request,
      Function<Q, ? extends CompletableFuture<? extends Page<T>>> list,
      Function<? super T, String> key) {
    PageSource<T> pages = of(request, list);
    return new PageSource<>() {
      @Override
      public CompletableFuture<? extends Page<T>> page(@Nullable String token) {
        return pages.page(token);
      }

      @Override
      public Optional<Function<? super T, String>> key() {
        return Optional.of(key);
      }
    };
  }

  /** Returns what the service sorts items by; empty if it promises no order. */
  default Optional<Function<? super T, String>> key() {
    return Optional.empty();
  }

  /** Returns a publisher of all items, with backpressure. */
  default Flow.Publisher<T> publisher() {
    return new PagePublisher<>(this);
  }
}
