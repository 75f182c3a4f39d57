package io.pinelink.copy;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Sorted ids, each once. Those that come more than once are reported as duplicates. */
final class UniqueIds implements Iterator<String> {
  private final Iterator<String> sorted;
  private final Differences<?> differences;
  private @Nullable String next;

  UniqueIds(Iterator<String> sorted, Differences<?> differences) {
    this.sorted = sorted;
    this.differences = differences;
    this.next = sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public String next() {
    String id = next;
    if (id == null) {
      throw new NoSuchElementException();
    }
    next = null;
    boolean isDuplicate = false;
    while (next == null && sorted.hasNext()) {
      String following = sorted.next();
      if (following.equals(id)) {
        isDuplicate = true;
      } else {
        next = following;
      }
    }
    if (isDuplicate) {
      differences.add(id, Difference.Kind.DUPLICATE);
    }
    return id;
  }
}
