package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Optional;

/**
 * A namespace to make. A write makes one as well, without a schema. Serverless indexes only.
 *
 * <p>Source: createNamespace, API version 2025-10.
 *
 * @param name 1 to 512 ASCII characters without NUL; not {@code __default__}, which is always there
 * @param schema which metadata fields filters can ask for; empty for all
 */
public record CreateNamespaceRequest(String name, Optional<MetadataSchema> schema) {
  /** Checks the name. */
  public CreateNamespaceRequest {
    Check.id("name", name);
  }

  /** A namespace in which every metadata field can be filtered. */
  public static CreateNamespaceRequest named(String name) {
    return new CreateNamespaceRequest(name, Optional.empty());
  }

  /** A namespace in which only the schema's fields can be filtered. */
  public static CreateNamespaceRequest named(String name, MetadataSchema schema) {
    return new CreateNamespaceRequest(name, Optional.of(schema));
  }
}
