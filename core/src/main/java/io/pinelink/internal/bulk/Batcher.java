package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers items into batches that fit into a call. Not thread-safe, except for the sizer. */
final class Batcher<T> {
  private final int maxItems;
  private final long maxBytes;
  private final ItemSizer<T> sizer;
  private Set<Item<T>> gathered = new LinkedHashSet<>();
  private long bytes;

  Batcher(BulkTarget<T> target, BulkOptions options) {
    this.maxItems = Math.min(options.maxBatchItems(), target.maxItems());
    this.maxBytes = Math.min(options.maxBatchBytes(), target.maxBytes());
    this.sizer = new ItemSizer<>(target, maxBytes);
  }

  /** Returns the sizer that measures the items before they are added. */
  ItemSizer<T> sizer() {
    return sizer;
  }

  /** Adds an item that fits into a call. Returns the batches that are full: none, one or two. */
  List<Batch<T>> add(Item<T> item) {
    List<Batch<T>> full = new ArrayList<>();
    if (sizer.overhead(item.value) + bytes + item.bytes > maxBytes && !gathered.isEmpty()) {
      full.add(take());
    }
    gathered.add(item);
    bytes += item.bytes;
    if (gathered.size() == maxItems) {
      full.add(take());
    }
    return full;
  }

  /** Removes an item. Returns false if it is not gathered, or is in a batch already. */
  boolean remove(Item<T> item) {
    boolean removed = gathered.remove(item);
    if (removed) {
      bytes -= item.bytes;
    }
    return removed;
  }

  int size() {
    return gathered.size();
  }

  /** Removes and returns the gathered items, possibly none. */
  Batch<T> take() {
    Batch<T> batch = new Batch<>(gathered);
    gathered = new LinkedHashSet<>();
    bytes = 0;
    return batch;
  }
}
