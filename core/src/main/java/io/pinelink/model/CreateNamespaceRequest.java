package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to create a namespace. A write also creates its namespace, without a schema. Serverless
 * indexes only.
 *
 * <p>Source: createNamespace, API version 2025-10.
 *
 * @param name 1 to 512 ASCII characters without NUL; not {@code __default__}, which always exists
 * @param schema the metadata fields that filters can use; empty for all fields
 */
public record CreateNamespaceRequest(String name, Optional<MetadataSchema> schema) {
  /** Checks the name. */
  public CreateNamespaceRequest {
    Objects.requireNonNull(schema, "schema");
    Check.id("name", name);
  }

  /** Returns a request for a namespace in which every metadata field can be filtered. */
  public static CreateNamespaceRequest named(String name) {
    return new CreateNamespaceRequest(name, Optional.empty());
  }

  /** Returns a request for a namespace in which only the schema's fields can be filtered. */
  public static CreateNamespaceRequest named(String name, MetadataSchema schema) {
    Objects.requireNonNull(schema, "schema");
    return new CreateNamespaceRequest(name, Optional.of(schema));
  }
}
