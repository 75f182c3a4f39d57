package io.pinelink.control;

import io.pinelink.annotation.Preview;
import io.pinelink.imports.ErrorMode;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
import io.pinelink.model.Built;
import io.pinelink.routing.IndexFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request to copy an index for vectors or records into a new document index. The source remains
 * unchanged.
 *
 * <pre>{@code
 * ConvertIndexRequest.builder("docs", "docs-2", schema).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: the documentation of API version 2026-07 of October 2026,
 * which leaves the form of the error mode open; it is sent as a bulk import sends it.
 */
@Preview
public final class ConvertIndexRequest extends Built<ConvertIndexRequest.Builder> {

  private ConvertIndexRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for a conversion.
   *
   * @param source the name of the index to convert
   * @param name the name of the new index: 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit
   *     at both ends
   * @param schema the schema of the new index, which cannot be changed later
   * @throws IllegalArgumentException if the schema is not one of a document index
   */
  public static Builder builder(String source, String name, IndexSchema schema) {
    Objects.requireNonNull(schema, "schema is null");
    return new Builder(source, name, schema);
  }

  public String source() {
    return settings.source;
  }

  public String name() {
    return settings.name;
  }

  public IndexSchema schema() {
    return settings.schema;
  }

  public ErrorMode errorMode() {
    return settings.errorMode;
  }

  public Map<String, String> tags() {
    return settings.tags;
  }

  @Override
  public String toString() {
    return "ConvertIndexRequest[%s to %s, %s]"
        .formatted(settings.source, settings.name, settings.schema);
  }

  /** Builds a {@link ConvertIndexRequest}. */
  public static final class Builder extends Settings {
    private final String source;
    private final String name;
    private final IndexSchema schema;
    private ErrorMode errorMode = ErrorMode.ABORT;
    private Map<String, String> tags = Map.of();

    private Builder(String source, String name, IndexSchema schema) {
      this.source = Check.resourceName("source index", source);
      this.name = Check.resourceName("index", name);
      if (name.equals(source)) {
        throw new IllegalArgumentException(
            "name is '" + name + "', expected another name than the source index");
      }
      this.schema = IndexSchemaRule.check(schema);
      if (!schema.family().equals(IndexFamily.DOCUMENTS)) {
        throw new IllegalArgumentException(
            "schema has the fields %s of an index for %s, expected fields of a document index"
                .formatted(
                    schema.fields().keySet(),
                    (schema.family().equals(IndexFamily.RECORDS) ? "records" : "vectors")));
      }
    }

    /** Sets the handling of records that cannot be converted. Default: {@link ErrorMode#ABORT}. */
    public Builder errorMode(ErrorMode errorMode) {
      Check.notBlank("errorMode", errorMode.value());
      this.errorMode = errorMode;
      return this;
    }

    /** Adds a tag: a key of at most 80 characters, a value of at most 120. Default: no tags. */
    public Builder tag(String key, String value) {
      this.tags = TagRules.with(tags, key, value);
      return this;
    }

    /** Builds the request. */
    public ConvertIndexRequest build() {
      return new ConvertIndexRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(source, name, schema, errorMode, tags);
    }
  }
}
