package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an index by its schema. With a schema of one of the reserved fields {@code
 * _values} and {@code _sparse_values}, or both, it is a vector index.
 *
 * <pre>{@code
 * CreateDocumentIndexRequest.builder("articles", schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
 *     .build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: createIndex, API version 2026-07.
 */
public final class CreateDocumentIndexRequest extends NewIndex<CreateDocumentIndexRequest.Builder> {

  private CreateDocumentIndexRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for an index.
   *
   * @param name 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends
   * @param schema the fields, which cannot be changed later
   * @param spec the deployment of the index, serverless or BYOC, and its read capacity. BYOC
   *     requires a dedicated read capacity.
   * @throws IllegalArgumentException if the spec is of another kind, or has metadata fields or a
   *     source collection
   */
  public static Builder builder(String name, IndexSchema schema, IndexSpec spec) {
    Objects.requireNonNull(spec, "spec is null");
    return new Builder(name, schema, spec);
  }

  public IndexSchema schema() {
    return settings.schema;
  }

  public IndexSpec spec() {
    return settings.spec;
  }

  public Optional<String> cmekId() {
    return Optional.ofNullable(settings.cmekId);
  }

  @Override
  public String toString() {
    return "CreateDocumentIndexRequest[" + settings.name + ", " + settings.schema + "]";
  }

  /** Builds a {@link CreateDocumentIndexRequest}. */
  public static final class Builder extends NewIndex.Builder<Builder> {
    private final IndexSchema schema;
    private final IndexSpec spec;
    private @Nullable String cmekId;

    private Builder(String name, IndexSchema schema, IndexSpec spec) {
      super(name);
      this.schema = IndexSchemaRule.check(schema);
      this.spec = checked(IndexSpecRule.check(spec));
    }

    private static IndexSpec checked(IndexSpec spec) {
      if (spec instanceof IndexSpec.Pod) {
        throw new IllegalArgumentException(
            "spec is of kind 'pod', expected serverless or byoc: document indexes are not on pods");
      }
      if (spec instanceof IndexSpec.Serverless serverless
          && (serverless.schema().isPresent() || serverless.sourceCollection().isPresent())) {
        throw new IllegalArgumentException(
            "spec has metadata fields or a source collection, expected neither in an index that is"
                + " created by its schema");
      }
      if (spec instanceof IndexSpec.Byoc byoc) {
        if (byoc.schema().isPresent()) {
          throw new IllegalArgumentException(
              "spec has metadata fields, expected none in an index that is created by its schema");
        }
        if (!(byoc.readCapacity().orElse(null) instanceof ReadCapacity.Dedicated)) {
          throw new IllegalArgumentException(
              "spec of kind 'byoc' has no dedicated read capacity, which it requires:"
                  + " IndexSpec.byoc(…).withReadCapacity(ReadCapacity.dedicated(…))");
        }
      }
      return spec;
    }

    /**
     * Sets the customer-managed encryption key, which full-text search excludes. Default: the
     * service's own keys.
     *
     * @throws IllegalArgumentException if the schema has a field with full-text search
     */
    public Builder cmekId(String cmekId) {
      boolean isSearched =
          schema.fields().values().stream()
              .anyMatch(
                  field ->
                      field instanceof SchemaField.Text text && text.fullTextSearch().isPresent());
      if (isSearched) {
        throw new IllegalArgumentException(
            "cmekId is given and the schema has full-text search, expected one of these");
      }
      this.cmekId = Check.notBlank("cmekId", cmekId);
      return this;
    }

    /** Builds the request. */
    public CreateDocumentIndexRequest build() {
      return new CreateDocumentIndexRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(name, schema, spec, cmekId, deletionProtection, tags);
    }
  }
}
