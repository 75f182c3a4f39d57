package io.pinelink.control;

import io.pinelink.imports.ErrorMode;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
import io.pinelink.routing.IndexFamily;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
public final class ConvertIndexRequest {
  private final String source;
  private final String name;
  private final IndexSchema schema;
  private final ErrorMode errorMode;
  private final Map<String, String> tags;

  private ConvertIndexRequest(Builder builder) {
    this.source = builder.source;
    this.name = builder.name;
    this.schema = builder.schema;
    this.errorMode = builder.errorMode;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
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

  /** Returns the name of the index to convert. */
  public String source() {
    return source;
  }

  /** Returns the name of the new index. */
  public String name() {
    return name;
  }

  /** Returns the schema of the new index. */
  public IndexSchema schema() {
    return schema;
  }

  /** Returns the handling of records that cannot be converted. */
  public ErrorMode errorMode() {
    return errorMode;
  }

  /** Returns the tags of the new index. */
  public Map<String, String> tags() {
    return tags;
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(source, name, schema);
    builder.errorMode = errorMode;
    builder.tags.putAll(tags);
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConvertIndexRequest that
        && that.source.equals(source)
        && that.name.equals(name)
        && that.schema.equals(schema)
        && that.errorMode.equals(errorMode)
        && that.tags.equals(tags);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, name, schema, errorMode, tags);
  }

  @Override
  public String toString() {
    return "ConvertIndexRequest[" + source + " to " + name + ", " + schema + "]";
  }

  /** Builds a {@link ConvertIndexRequest}. */
  public static final class Builder {
    private final String source;
    private final String name;
    private final IndexSchema schema;
    private ErrorMode errorMode = ErrorMode.ABORT;
    private final Map<String, String> tags = new LinkedHashMap<>();

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
            "schema has the fields "
                + schema.fields().keySet()
                + " of an index for "
                + (schema.family().equals(IndexFamily.RECORDS) ? "records" : "vectors")
                + ", expected fields of a document index");
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
      TagRules.check(key, value);
      tags.put(key, value);
      return this;
    }

    /** Builds the request. */
    public ConvertIndexRequest build() {
      return new ConvertIndexRequest(this);
    }
  }
}
