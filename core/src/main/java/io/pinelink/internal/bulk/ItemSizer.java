package io.pinelink.internal.bulk;

import java.util.List;

/** Measures the items of a target. Thread-safe. */
final class ItemSizer<T> {
  private final BulkTarget<T> target;
  private final long maxBytes;
  private volatile long overhead = -1;

  ItemSizer(BulkTarget<T> target, long maxBytes) {
    this.target = target;
    this.maxBytes = maxBytes;
  }

  /** Returns the bytes of each call in addition to its items, which the target has checked. */
  long overhead(T item) {
    if (overhead < 0) {
      // The difference between two items and one is the size of an item; the rest is the overhead
      // per call.
      overhead = 2 * target.bytesBound(List.of(item)) - target.bytesBound(List.of(item, item));
    }
    return overhead;
  }

  /**
   * Returns the bytes that a checked item adds to a call; refuses one that is too large for any.
   */
  long bytes(T item) {
    long alone = target.bytesBound(List.of(item));
    if (alone > maxBytes) {
      // Nothing that fits is refused because of a bound.
      alone = target.bytes(List.of(item));
    }
    if (alone > maxBytes) {
      throw new IllegalArgumentException(
          "'%s' takes %s bytes as sent, expected at most %s"
              .formatted(target.id(item), alone, maxBytes));
    }
    return alone - overhead(item);
  }

  /**
   * Returns the bytes of an item that was refused, which is held until its outcome is reported; the
   * maximum of a call if it cannot be measured.
   */
  long bytesOfRefused(T item) {
    try {
      return target.bytesBound(List.of(item));
    } catch (RuntimeException e) {
      return maxBytes;
    }
  }
}
