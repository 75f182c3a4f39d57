package io.pinelink.copy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids that the target has and the source does not: those that the listing of the source lacks,
 * if a fetch of the source does not find them either.
 */
final class ExtraIds implements Iterator<String> {
  private static final int BATCH = 1_000;

  private final NamespaceSide<?> source;
  private final OrderedIds sourceIds;
  private final OrderedIds targetIds;
  private Iterator<String> current = Collections.emptyIterator();
  private long targetItems;

  ExtraIds(NamespaceSide<?> source, NamespaceSide<?> target, Duration patience) {
    this.source = source;
    this.sourceIds = new OrderedIds(source, patience);
    this.targetIds = new OrderedIds(target, patience);
  }

  /** Returns whether the source has no ids. Called before the iteration. */
  boolean isSourceEmpty() {
    return !sourceIds.hasNext();
  }

  /** Returns the number of ids of the target that were listed so far. */
  long targetItems() {
    return targetItems;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      List<String> candidates = candidates();
      if (candidates.isEmpty()) {
        return false;
      }
      Set<String> existing = source.existing(candidates);
      current = candidates.stream().filter(id -> !existing.contains(id)).toList().iterator();
    }
    return true;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }

  private List<String> candidates() {
    List<String> candidates = new ArrayList<>();
    while (candidates.size() < BATCH && targetIds.hasNext()) {
      String id = targetIds.next();
      targetItems++;
      if (!has(id)) {
        candidates.add(id);
      }
    }
    return candidates;
  }

  private boolean has(String id) {
    @Nullable String next = sourceIds.peek();
    while (next != null && next.compareTo(id) < 0) {
      sourceIds.next();
      next = sourceIds.peek();
    }
    return id.equals(next);
  }
}
