package io.pinelink.internal.paging;

import io.pinelink.model.Page;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Gets the pages of one request; what walks over all of them is made from it. */
@FunctionalInterface
public interface PageSource<T> {
  /**
   * Asks for a page.
   *
   * @param token where it begins; null for the first page
   */
  CompletableFuture<? extends Page<T>> page(@Nullable String token);

  /** All items, for a subscriber that asks for as many as it can take. */
  default Flow.Publisher<T> publisher() {
    return new PagePublisher<>(this);
  }

  /**
   * The token of the page after this one; null if this is the last.
   *
   * @throws IllegalStateException if the service names the same page again, which would never end
   */
  static @Nullable String following(Page<?> page, @Nullable String token) {
    String next = page.nextToken().orElse(null);
    if (next != null && next.equals(token)) {
      throw new IllegalStateException("the service names the same page again: " + token);
    }
    return next;
  }
}
