package io.pinelink.flink.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Joins fetches of single ids into few calls, without a timer: an id is fetched at once unless many
 * calls are in flight, and ids that come meanwhile share the next call. Thread-safe.
 */
final class FetchBatches {
  static final int MAX_CALLS = 4;
  static final int MAX_IDS = 100;

  private final Function<List<String>, CompletableFuture<Map<String, StoredItem>>> fetch;
  private final Map<String, CompletableFuture<Optional<StoredItem>>> waiting =
      new LinkedHashMap<>();
  private int calls;

  /**
   * @param fetch fetches up to {@link #MAX_IDS} ids, and leaves out unknown ones
   */
  FetchBatches(Function<List<String>, CompletableFuture<Map<String, StoredItem>>> fetch) {
    this.fetch = fetch;
  }

  /** Returns the item with an id; empty if there is none. */
  CompletableFuture<Optional<StoredItem>> get(String id) {
    CompletableFuture<Optional<StoredItem>> item;
    synchronized (this) {
      item = waiting.computeIfAbsent(id, unused -> new CompletableFuture<>());
    }
    sendWaiting();
    return item;
  }

  private void sendWaiting() {
    for (Map<String, CompletableFuture<Optional<StoredItem>>> batch = take();
        !batch.isEmpty();
        batch = take()) {
      send(batch);
    }
  }

  private synchronized Map<String, CompletableFuture<Optional<StoredItem>>> take() {
    Map<String, CompletableFuture<Optional<StoredItem>>> batch = new LinkedHashMap<>();
    if (calls == MAX_CALLS || waiting.isEmpty()) {
      return batch;
    }
    calls++;
    Iterator<Map.Entry<String, CompletableFuture<Optional<StoredItem>>>> entries =
        waiting.entrySet().iterator();
    while (entries.hasNext() && batch.size() < MAX_IDS) {
      Map.Entry<String, CompletableFuture<Optional<StoredItem>>> entry = entries.next();
      batch.put(entry.getKey(), entry.getValue());
      entries.remove();
    }
    return batch;
  }

  private void send(Map<String, CompletableFuture<Optional<StoredItem>>> batch) {
    var unused =
        start(new ArrayList<>(batch.keySet()))
            .whenComplete(
                (found, failure) -> {
                  synchronized (this) {
                    calls--;
                  }
                  sendWaiting();
                  batch.forEach(
                      (id, item) -> {
                        if (failure != null) {
                          item.completeExceptionally(failure);
                        } else {
                          item.complete(Optional.ofNullable(found.get(id)));
                        }
                      });
                });
  }

  private CompletableFuture<Map<String, StoredItem>> start(List<String> ids) {
    try {
      return fetch.apply(ids);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
