package io.pinelink.internal.bulk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes out in one call, and what became of the calls so far. */
final class Batch<T> {
  final List<Item<T>> items;
  int attempts;

  /** Whether a call went out that may have written it, though no answer says so. */
  boolean maybeWritten;

  @Nullable Throwable lastFailure;

  /** How many had been accepted in all when it first failed; negative as long as it has not. */
  long answeredBefore = -1;

  Batch(List<Item<T>> items) {
    this.items = List.copyOf(items);
  }

  int size() {
    return items.size();
  }

  List<T> values() {
    return items.stream().map(Item::value).toList();
  }

  /** One half of it, as a batch of its own. */
  Batch<T> part(int from, int to) {
    Batch<T> part = new Batch<>(items.subList(from, to));
    part.maybeWritten = maybeWritten;
    part.lastFailure = lastFailure;
    return part;
  }
}
