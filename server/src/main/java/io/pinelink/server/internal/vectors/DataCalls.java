package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the data plane's operations, independent of the protocol. They are decoded, but
 * only checked as far as {@link StoredVector} and {@link SparsePart} do. An absent string is empty;
 * maps are JSON objects with numbers as Double.
 */
final class DataCalls {
  private DataCalls() {}

  /**
   * A request to write records.
   *
   * @param bytes the size of the request
   */
  record Upsert(String namespace, List<StoredVector> vectors, int bytes) {}

  /**
   * A request for the nearest records.
   *
   * @param filter empty for all
   * @param scanFactor null if it was not given
   * @param maxCandidates null if it was not given
   */
  record Query(
      String namespace,
      long topK,
      String id,
      VectorParts vector,
      Map<String, @Nullable Object> filter,
      boolean includeValues,
      boolean includeMetadata,
      @Nullable Float scanFactor,
      @Nullable Long maxCandidates) {}

  /**
   * A request to update one record, or the metadata of matching records.
   *
   * @param filter null if it was not given
   */
  record Update(
      String namespace,
      String id,
      VectorParts vector,
      Map<String, @Nullable Object> setMetadata,
      @Nullable Map<String, @Nullable Object> filter,
      boolean dryRun) {}

  /**
   * A request to delete records.
   *
   * @param filter null if it was not given
   */
  record Delete(
      String namespace,
      List<String> ids,
      boolean deleteAll,
      @Nullable Map<String, @Nullable Object> filter) {}

  /** A request for records by id. */
  record Fetch(String namespace, List<String> ids) {}

  /**
   * A request for a page of matching records.
   *
   * @param limit null if it was not given
   */
  record FetchByMetadata(
      String namespace,
      Map<String, @Nullable Object> filter,
      @Nullable Long limit,
      String paginationToken) {}

  /**
   * A request for a page of ids.
   *
   * @param limit null if it was not given
   */
  record ListIds(String namespace, String prefix, @Nullable Long limit, String paginationToken) {}

  /** A request for the counts of records. */
  record Stats(Map<String, @Nullable Object> filter) {}

  /**
   * A request for a page of namespaces.
   *
   * @param limit null if it was not given
   */
  record ListNamespaces(String prefix, @Nullable Long limit, String paginationToken) {}

  /**
   * A request to create a namespace.
   *
   * @param schema whether each field is filterable; null if no schema was given
   */
  record CreateNamespace(String name, @Nullable Map<String, Boolean> schema) {}

  /** A request to describe or delete a namespace. */
  record NamedNamespace(String namespace) {}
}
