package io.pinelink.model;

import java.util.List;
import java.util.Optional;

/**
 * A namespace as the service describes it.
 *
 * @param name {@code __default__} for the default one
 * @param recordCount the number of vectors or records; lags behind writes
 * @param schema the metadata fields that filters can use; empty if the namespace was created
 *     without a schema
 * @param indexedFields the metadata fields that are indexed, as far as the service reports them
 * @param info the info of the response
 */
public record NamespaceDescription(
    String name,
    long recordCount,
    Optional<MetadataSchema> schema,
    List<String> indexedFields,
    ResponseInfo info) {
  /** Copies the fields. */
  public NamespaceDescription {
    indexedFields = List.copyOf(indexedFields);
  }
}
