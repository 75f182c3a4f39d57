package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of the data plane are asked, whichever protocol brought it: read, and not yet
 * checked beyond what a {@link StoredVector} or {@link SparsePart} needs. An absent text is empty;
 * maps are JSON with numbers as Double.
 */
final class DataCalls {
  private DataCalls() {}

  /**
   * Writes records.
   *
   * @param bytes the size of the request
   */
  record Upsert(String namespace, List<StoredVector> vectors, int bytes) {}

  /**
   * Looks for the nearest records.
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
   * Changes one record, or the metadata of those that match.
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
   * Removes records.
   *
   * @param filter null if it was not given
   */
  record Delete(
      String namespace,
      List<String> ids,
      boolean deleteAll,
      @Nullable Map<String, @Nullable Object> filter) {}

  /** Reads records by id. */
  record Fetch(String namespace, List<String> ids) {}

  /**
   * Reads the records that match, a page at a time.
   *
   * @param limit null if it was not given
   */
  record FetchByMetadata(
      String namespace,
      Map<String, @Nullable Object> filter,
      @Nullable Long limit,
      String paginationToken) {}

  /**
   * Lists ids, a page at a time.
   *
   * @param limit null if it was not given
   */
  record ListIds(String namespace, String prefix, @Nullable Long limit, String paginationToken) {}

  /** Counts records. */
  record Stats(Map<String, @Nullable Object> filter) {}

  /**
   * Lists namespaces, a page at a time.
   *
   * @param limit null if it was not given
   */
  record ListNamespaces(String prefix, @Nullable Long limit, String paginationToken) {}

  /**
   * Makes a namespace.
   *
   * @param schema whether each field is filterable; null if no schema was given
   */
  record CreateNamespace(String name, @Nullable Map<String, Boolean> schema) {}

  /** Describes or deletes a namespace. */
  record NamedNamespace(String namespace) {}
}
