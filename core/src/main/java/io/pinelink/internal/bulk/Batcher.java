package io.pinelink.internal.bulk;

import java.util.ArrayList;
import java.util.List;

/** Gathers items into batches that fit into a call. Not thread-safe. */
final class Batcher<T> {
  private final int maxItems;
  private final long maxBytes;
  private long overhead;
  private List<Item<T>> gathered = new ArrayList<>();
  private long bytes;

  Batcher(int maxItems, long maxBytes) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
  }

  /** Sets the bytes of each call in addition to its items. */
  void overhead(long perCall) {
    this.overhead = perCall;
  }

  /** Adds an item that fits into a call. Returns the batches that are full: none, one or two. */
  List<Batch<T>> add(Item<T> item) {
    List<Batch<T>> full = new ArrayList<>();
    if (overhead + bytes + item.bytes() > maxBytes) {
      full.add(take());
    }
    gathered.add(item);
    bytes += item.bytes();
    if (gathered.size() == maxItems) {
      full.add(take());
    }
    return full;
  }

  int size() {
    return gathered.size();
  }

  /** Removes and returns the gathered items, possibly none. */
  Batch<T> take() {
    Batch<T> batch = new Batch<>(gathered);
    gathered = new ArrayList<>();
    bytes = 0;
    return batch;
  }
}
