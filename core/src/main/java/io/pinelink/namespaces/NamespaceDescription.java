package io.pinelink.namespaces;

import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A namespace as the service describes it. */
public sealed interface NamespaceDescription extends Response
    permits io.pinelink.internal.response.NamespaceResponses.NamespaceResult {
  /** Returns {@code __default__} for the default one. */
  String name();

  /** Returns the number of vectors or records; lags behind writes. */
  long recordCount();

  /**
   * Returns the metadata fields that filters can use; empty if the namespace was created without a
   * schema.
   */
  Optional<MetadataSchema> schema();

  /** Returns the metadata fields that are indexed, as far as the service reports them. */
  List<String> indexedFields();

  /**
   * Returns the size of the namespace in bytes; reported since API version 2026-07, so empty under
   * 2026-04, the default for vectors; empty for zero, too, which gRPC does not distinguish.
   */
  OptionalLong sizeBytes();
}
