package io.pinelink.copy;

import io.pinelink.Namespaces;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Page;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One side of a copy or comparison: a namespace of vectors or documents.
 *
 * @param <T> what it contains
 */
interface NamespaceSide<T> {
  String DEFAULT_NAMESPACE = "__default__";

  /** The receiver of what a side reads. Its methods are called one after another and may block. */
  interface Consumer<T> extends FetchConsumer<T> {
    /** Receives an id that was found and cannot be used, such as one that a mapping refuses. */
    void unusable(String id, RuntimeException reason);
  }

  /** Returns the namespace; empty for the default one. */
  String namespace();

  /** Returns the same side in another namespace. */
  NamespaceSide<T> inNamespace(String namespace);

  Namespaces<?> namespaces();

  /** Returns the host in its public form, and what changes the content; without the namespace. */
  String description();

  String id(T item);

  IndexStats stats();

  /** Requests a page of ids, in byte order. */
  CompletableFuture<? extends Page<String>> page(@Nullable String token);

  /** Starts a fetch of many ids. */
  CompletableFuture<BulkReport> fetch(
      BulkSource<String> ids, BulkOptions options, Consumer<T> consumer);

  /** Fetches a few ids, and returns what exists. */
  Map<String, T> fetchNow(List<String> ids);

  /** Returns the ids, of the given few, that a fetch finds. */
  default Set<String> existing(List<String> ids) {
    return fetchNow(ids).keySet();
  }

  /** Starts an upsert. */
  CompletableFuture<BulkReport> upsert(BulkSource<T> items, BulkOptions options);

  /** Starts a delete. */
  CompletableFuture<BulkReport> delete(BulkSource<String> ids, BulkOptions options);

  /** Returns a checksum of everything but the id. */
  long checksum(T item);

  /** Returns the checksums of the parts of an item, by their names for reports. */
  Map<String, Long> parts(T item);

  /** Returns the number of items in statistics; empty if they do not have the namespace. */
  default OptionalLong count(IndexStats stats) {
    Long known = stats.namespaces().get(namespace());
    if (known == null && namespace().isEmpty()) {
      known = stats.namespaces().get(DEFAULT_NAMESPACE);
    }
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /** Returns a namespace in one form for the two names of the default one. */
  static String oneName(String namespace) {
    return namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace;
  }

  /** Returns the name of a namespace for calls that need one. */
  static String named(String namespace) {
    return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
  }

  /** Returns the host of a route in its public form. */
  static String publicHost(Route route) {
    return route.kind() == Route.Kind.PRIVATE
        ? IndexHost.parse(route.authority()).publicHost().authority()
        : route.authority();
  }
}
