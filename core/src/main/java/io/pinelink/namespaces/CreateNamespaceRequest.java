package io.pinelink.namespaces;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.MetadataSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a namespace. A write also creates its namespace, without a schema. Serverless
 * indexes only.
 *
 * <p>Immutable and thread-safe. Source: createNamespace, API version 2025-10.
 */
public final class CreateNamespaceRequest extends Built<CreateNamespaceRequest.Builder> {

  private CreateNamespaceRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for a namespace in which every metadata field can be filtered. */
  public static CreateNamespaceRequest named(String name) {
    return builder(name).build();
  }

  /**
   * Creates a builder for a request for a namespace with a name.
   *
   * @param name 1 to 512 ASCII characters without NUL; not {@code __default__}, which always exists
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  public String name() {
    return settings.name;
  }

  public Optional<MetadataSchema> schema() {
    return Optional.ofNullable(settings.schema);
  }

  @Override
  public String toString() {
    return "CreateNamespaceRequest[" + settings.name + "]";
  }

  /** Builds a {@link CreateNamespaceRequest}. */
  public static final class Builder extends Settings {
    private final String name;
    private @Nullable MetadataSchema schema;

    private Builder(String name) {
      this.name = Check.id("name", name);
    }

    /** Sets the metadata fields that filters can use. Default: every field can be filtered. */
    public Builder schema(MetadataSchema schema) {
      this.schema = Objects.requireNonNull(schema, "schema is null");
      return this;
    }

    /** Builds the request. */
    public CreateNamespaceRequest build() {
      return new CreateNamespaceRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(name, schema);
    }
  }
}
