package io.pinelink.internal.transfer;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.internal.call.Caller;
import io.pinelink.model.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One side of a copy or comparison: a namespace of vectors or documents.
 *
 * @param <T> what it contains
 */
public interface NamespaceSide<T> {
  /** Returns the caller, with the namespace. */
  Caller caller();

  /** Returns the same side in another namespace. */
  NamespaceSide<T> inNamespace(String namespace);

  /** Returns the host in its public form, and what changes the content; without the namespace. */
  String description();

  String id(T item);

  /** Requests a page of ids, in byte order. */
  CompletableFuture<? extends Page<String>> page(@Nullable String token);

  /** Starts a fetch of many ids. */
  CompletableFuture<BulkReport> fetch(
      BulkSource<String> ids, BulkOptions options, SideConsumer<T> consumer);

  /** Fetches a few ids, and returns what exists. */
  Map<String, T> fetchNow(List<String> ids);

  /** Returns the ids, of the given few, that a fetch finds. */
  default Set<String> existing(List<String> ids) {
    return fetchNow(ids).keySet();
  }

  /**
   * Starts an upsert.
   *
   * @param accepted receives the ids of each batch that was accepted, on any thread
   */
  CompletableFuture<BulkReport> upsert(
      BulkSource<T> items, BulkOptions options, Consumer<List<String>> accepted);

  /** Starts a delete. */
  CompletableFuture<BulkReport> delete(BulkSource<String> ids, BulkOptions options);

  /** Returns a checksum of everything but the id. */
  long checksum(T item);

  /** Returns the checksums of the parts of an item, by their names for reports. */
  Map<String, Long> parts(T item);
}
