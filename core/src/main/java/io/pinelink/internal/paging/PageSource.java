package io.pinelink.internal.paging;

import io.pinelink.model.Page;
import io.pinelink.model.PaginatedRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A source of the pages of one request, from which iterations over all pages are created. */
@FunctionalInterface
public interface PageSource<T> {
  /**
   * Requests a page.
   *
   * @param token the token of the page; null for the first page
   */
  CompletableFuture<? extends Page<T>> page(@Nullable String token);

  /**
   * Returns the source of the pages of a request.
   *
   * @param list requests one page
   */
  static <Q extends PaginatedRequest<Q>, T> PageSource<T> of(
      Q request, Function<Q, ? extends CompletableFuture<? extends Page<T>>> list) {
    Objects.requireNonNull(request, "request");
    return token -> list.apply(token == null ? request : request.withPaginationToken(token));
  }

  /** Returns a publisher of all items, with backpressure. */
  default Flow.Publisher<T> publisher() {
    return new PagePublisher<>(this);
  }

  /**
   * Returns the token of the page after this one; null if this is the last.
   *
   * @throws IllegalStateException if the service returns the same token again, which would result
   *     in an endless loop
   */
  static @Nullable String following(Page<?> page, @Nullable String token) {
    String next = page.nextToken().orElse(null);
    if (next != null && next.equals(token)) {
      throw new IllegalStateException("the service returned the same page token again: " + token);
    }
    return next;
  }
}
