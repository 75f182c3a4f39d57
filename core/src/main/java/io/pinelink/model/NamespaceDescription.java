package io.pinelink.model;

import java.util.List;
import java.util.Optional;

/**
 * What a namespace holds.
 *
 * @param name {@code __default__} for the default one
 * @param recordCount how many vectors or records it has; lags behind writes
 * @param schema which metadata fields filters can ask for; empty if it was made without a schema
 * @param indexedFields the metadata fields that are indexed, as far as the service says
 * @param info of the response that told it
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
