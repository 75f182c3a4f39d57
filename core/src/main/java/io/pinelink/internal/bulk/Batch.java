package io.pinelink.internal.bulk;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of one call, and the state of its attempts. */
final class Batch<T> {
  final List<Item<T>> items;
  int attempts;

  /** Whether an unconfirmed call may have written the batch. */
  boolean maybeWritten;

  @Nullable Throwable lastFailure;

  /** The total number of answered items when the batch first failed; negative before that. */
  long answeredBefore = -1;

  Batch(Collection<Item<T>> items) {
    this.items = List.copyOf(items);
  }

  int size() {
    return items.size();
  }

  List<T> values() {
    return items.stream().map(item -> item.value).toList();
  }

  /** Returns a part of this batch as a batch of its own. */
  Batch<T> part(int from, int to) {
    Batch<T> part = new Batch<>(items.subList(from, to));
    part.maybeWritten = maybeWritten;
    part.lastFailure = lastFailure;
    return part;
  }
}
