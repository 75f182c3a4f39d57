package io.pinelink.flink.table;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Joins fetches of single ids into few calls, without a timer: an id is fetched at once unless many
 * calls are in flight, and ids that come meanwhile share the next call. Thread-safe.
 */
final class FetchBatches {
  static final int MAX_CALLS = 4;
  static final int MAX_IDS = 100;

  private record Key(String namespace, String id) {}

  private final BiFunction<String, List<String>, CompletableFuture<Map<String, StoredItem>>> fetch;
  private final Map<Key, CompletableFuture<Optional<StoredItem>>> waiting = new LinkedHashMap<>();
  private int calls;

  /**
   * @param fetch fetches up to {@link #MAX_IDS} ids of a namespace, and leaves out unknown ones
   */
  FetchBatches(BiFunction<String, List<String>, CompletableFuture<Map<String, StoredItem>>> fetch) {
    this.fetch = fetch;
  }

  /** Returns the item with an id in a namespace; empty if there is none. */
  CompletableFuture<Optional<StoredItem>> get(String namespace, String id) {
    CompletableFuture<Optional<StoredItem>> item;
    synchronized (this) {
      item = waiting.computeIfAbsent(new Key(namespace, id), unused -> new CompletableFuture<>());
    }
    sendWaiting();
    return item;
  }

  private void sendWaiting() {
    for (Map<Key, CompletableFuture<Optional<StoredItem>>> batch = take();
        !batch.isEmpty();
        batch = take()) {
      send(batch);
    }
  }

  /** Takes the ids that have the namespace of the first one. */
  private synchronized Map<Key, CompletableFuture<Optional<StoredItem>>> take() {
    Map<Key, CompletableFuture<Optional<StoredItem>>> batch = new LinkedHashMap<>();
    if (calls == MAX_CALLS || waiting.isEmpty()) {
      return batch;
    }
    calls++;
    String namespace = waiting.keySet().iterator().next().namespace();
    Iterator<Map.Entry<Key, CompletableFuture<Optional<StoredItem>>>> entries =
        waiting.entrySet().iterator();
    while (entries.hasNext() && batch.size() < MAX_IDS) {
      Map.Entry<Key, CompletableFuture<Optional<StoredItem>>> entry = entries.next();
      if (entry.getKey().namespace().equals(namespace)) {
        batch.put(entry.getKey(), entry.getValue());
        entries.remove();
      }
    }
    return batch;
  }

  private void send(Map<Key, CompletableFuture<Optional<StoredItem>>> batch) {
    String namespace = batch.keySet().iterator().next().namespace();
    var unused =
        start(namespace, batch.keySet().stream().map(Key::id).toList())
            .whenComplete(
                (found, failure) -> {
                  synchronized (this) {
                    calls--;
                  }
                  sendWaiting();
                  batch.forEach(
                      (key, item) -> {
                        if (failure != null) {
                          item.completeExceptionally(failure);
                        } else {
                          item.complete(Optional.ofNullable(found.get(key.id())));
                        }
                      });
                });
  }

  private CompletableFuture<Map<String, StoredItem>> start(String namespace, List<String> ids) {
    try {
      return fetch.apply(namespace, ids);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
