package io.pinelink.namespaces;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.MetadataSchema;
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
    Objects.requireNonNull(schema, "schema is null");
    Check.id("name", name);
  }

  /** Returns a request for a namespace in which every metadata field can be filtered. */
  public static CreateNamespaceRequest named(String name) {
    return new CreateNamespaceRequest(name, Optional.empty());
  }

  /** Creates a builder for a request for a namespace with a name. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.schema = schema;
    return builder;
  }

  /** Builds a {@link CreateNamespaceRequest}. */
  public static final class Builder {
    private final String name;
    private Optional<MetadataSchema> schema = Optional.empty();

    private Builder(String name) {
      this.name = Check.id("name", name);
    }

    /** Sets the metadata fields that filters can use. Default: every field can be filtered. */
    public Builder schema(MetadataSchema schema) {
      this.schema = Optional.of(Objects.requireNonNull(schema, "schema is null"));
      return this;
    }

    /** Builds the request. */
    public CreateNamespaceRequest build() {
      return new CreateNamespaceRequest(name, schema);
    }
  }
}
