package io.pinelink.copy;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * All ids of a namespace in byte order, which the service documents. Since comparisons and deletes
 * depend on it, another order is a failure.
 */
final class OrderedIds implements Iterator<String> {
  private final IdPages pages;
  private final String description;
  private Iterator<String> current = Collections.emptyIterator();
  private @Nullable String next;
  private @Nullable String last;
  private long count;

  OrderedIds(NamespaceSide<?> side, Duration patience) {
    this.pages = new IdPages(side, null, patience);
    this.description = side.description();
  }

  @Override
  public boolean hasNext() {
    return peek() != null;
  }

  @Override
  public String next() {
    String id = peek();
    if (id == null) {
      throw new NoSuchElementException();
    }
    next = null;
    count++;
    return id;
  }

  /** Returns the number of ids so far. */
  long count() {
    return count;
  }

  /** Returns the next id without passing over it; null at the end. */
  @Nullable String peek() {
    while (next == null) {
      while (!current.hasNext()) {
        if (!pages.hasNext()) {
          return null;
        }
        current = pages.next().items().iterator();
      }
      String id = current.next();
      int order = last == null ? 1 : id.compareTo(last);
      if (order < 0) {
        throw new IllegalStateException(
            ("the listing of %s is not in byte order: '%s' comes after '%s', so that"
                    + " two sides cannot be compared")
                .formatted(description, id, last));
      }
      if (order > 0) {
        last = id;
        next = id;
      }
    }
    return next;
  }
}
