package io.pinelink;

import io.pinelink.model.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks all pages of a paged operation. */
final class Pages {
  private Pages() {}

  /**
   * Walks lazily.
   *
   * @param fetch gets the page of a token; null means the first page
   */
  static <T> Iterable<T> walk(Function<@Nullable String, ? extends Page<T>> fetch) {
    return () -> new Walk<>(fetch);
  }

  private static final class Walk<T> implements Iterator<T> {
    private final Function<@Nullable String, ? extends Page<T>> fetch;
    private @Nullable Iterator<T> page;
    private @Nullable String token;

    Walk(Function<@Nullable String, ? extends Page<T>> fetch) {
      this.fetch = fetch;
    }

    @Override
    public boolean hasNext() {
      while (page == null || (!page.hasNext() && token != null)) {
        Page<T> next = fetch.apply(token);
        String following = next.nextToken().orElse(null);
        if (following != null && following.equals(token)) {
          throw new IllegalStateException("the service names the same page again: " + token);
        }
        page = next.items().iterator();
        token = following;
      }
      return page.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext() || page == null) {
        throw new NoSuchElementException();
      }
      return page.next();
    }
  }
}
