package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A namespace as the service describes it.
 *
 * @param name {@code __default__} for the default one
 * @param recordCount the number of vectors or records; lags behind writes
 * @param schema the metadata fields that filters can use; empty if the namespace was created
 *     without a schema
 * @param indexedFields the metadata fields that are indexed, as far as the service reports them
 * @param sizeBytes the size of the namespace in bytes; reported since API version 2026-07, so empty
 *     under 2026-04, the default for vectors; empty for zero, too, which gRPC does not distinguish
 * @param info the info of the response
 */
public record NamespaceDescription(
    String name,
    long recordCount,
    Optional<MetadataSchema> schema,
    List<String> indexedFields,
    OptionalLong sizeBytes,
    ResponseInfo info)
    implements Response {
  /** Copies the fields; a size of zero is treated as not reported. */
  public NamespaceDescription {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(info, "info");
    indexedFields = Check.copy("indexedFields", indexedFields);
    sizeBytes = sizeBytes.orElse(0) == 0 ? OptionalLong.empty() : sizeBytes;
  }

  /** Creates a description without a size. */
  public NamespaceDescription(
      String name,
      long recordCount,
      Optional<MetadataSchema> schema,
      List<String> indexedFields,
      ResponseInfo info) {
    this(name, recordCount, schema, indexedFields, OptionalLong.empty(), info);
  }
}
