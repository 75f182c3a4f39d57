package io.pinelink.control;

import io.pinelink.model.Metric;
import io.pinelink.routing.IndexFamily;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The schema of an index: its fields by name, in order. A classic index reports the reserved fields
 * {@code _values} and {@code _sparse_values}.
 *
 * <pre>{@code
 * IndexSchema.builder()
 *     .denseVector("embedding", 384, Metric.COSINE)
 *     .text("title", FullTextSearch.defaults())
 *     .build()
 * }</pre>
 *
 * <p>Only fields that searches use are declared. Documents may have any other fields, which filters
 * can use.
 *
 * <p>Immutable and thread-safe. Source: createIndex and IndexModel, API version 2026-07.
 *
 * @param fields the fields by name
 */
public record IndexSchema(Map<String, SchemaField> fields) {
  /** Copies the map. */
  public IndexSchema {
    Objects.requireNonNull(fields, "fields is null");
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * Returns the schema of a record class that {@link io.pinelink.documents.DocumentMapper} maps.
   * Declares components of dense values, whose {@code @DocumentField} has a dimension, of sparse
   * values, and of strings with {@code @FullText}. All others are metadata, which needs no
   * declaration.
   *
   * @throws IllegalArgumentException if the class cannot be mapped, dense values have no dimension,
   *     or the schema violates a rule for new indexes
   */
  public static IndexSchema of(Class<? extends Record> recordClass) {
    Objects.requireNonNull(recordClass, "recordClass is null");
    return RecordSchema.of(recordClass);
  }

  /** Creates a schema builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a field; empty if the schema has none of that name. */
  public Optional<SchemaField> field(String name) {
    Objects.requireNonNull(name, "name is null");
    return Optional.ofNullable(fields.get(name));
  }

  /**
   * Returns the API of an index with this schema: records if one field is {@linkplain
   * SchemaField.SemanticText embedded}, vectors if there is a reserved field or only {@linkplain
   * SchemaField.Filterable metadata}, and documents otherwise.
   */
  public IndexFamily family() {
    if (fields.values().stream().anyMatch(SchemaField.SemanticText.class::isInstance)) {
      return IndexFamily.RECORDS;
    }
    // Metadata of a classic index may be of a kind that this client does not know.
    boolean classic =
        !Collections.disjoint(fields.keySet(), IndexSchemaRule.RESERVED)
            || fields.values().stream().allMatch(SchemaField.Filterable.class::isInstance);
    return classic ? IndexFamily.VECTORS : IndexFamily.DOCUMENTS;
  }

  /** Returns the names of the fields, not their settings. */
  @Override
  public String toString() {
    return "IndexSchema" + List.copyOf(fields.keySet());
  }

  /** Builds an {@link IndexSchema}; a field of the same name replaces the previous one. */
  public static final class Builder {
    private final Map<String, SchemaField> fields = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a field of dense values; at most one field of a schema is dense.
     *
     * @param dimension the number of values, 1 to 20,000
     */
    public Builder denseVector(String name, int dimension, Metric metric) {
      Objects.requireNonNull(name, "name is null");
      return field(name, new SchemaField.DenseVector(dimension, metric, Optional.empty()));
    }

    /** Adds a field of sparse values; at most one field of a schema is sparse. */
    public Builder sparseVector(String name) {
      Objects.requireNonNull(name, "name is null");
      return field(name, new SchemaField.SparseVector(Optional.empty()));
    }

    /** Adds a field of text with full-text search, at most 100 of them. */
    public Builder text(String name, FullTextSearch fullTextSearch) {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(fullTextSearch, "fullTextSearch is null");
      return field(
          name,
          new SchemaField.Text(
              Optional.of(fullTextSearch), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /**
     * Adds a field of text that the index embeds with the service's default model, as the dense
     * field of the schema.
     */
    public Builder embeddedText(String name) {
      Objects.requireNonNull(name, "name is null");
      return embeddedText(name, SchemaField.FieldEmbedding.defaults());
    }

    /** Adds a field of text that the index embeds, as the dense field of the schema. */
    public Builder embeddedText(String name, SchemaField.FieldEmbedding embedding) {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(embedding, "embedding is null");
      return field(
          name,
          new SchemaField.Text(
              Optional.empty(), Optional.of(embedding), Optional.empty(), Optional.empty()));
    }

    /**
     * Adds a field of text that the index embeds, as the dense field of the schema, and does not
     * store: the text cannot be searched by its words, and no response contains it.
     */
    public Builder embeddedTextWithoutStorage(String name, SchemaField.FieldEmbedding embedding) {
      Objects.requireNonNull(embedding, "embedding is null");
      return field(
          name,
          new SchemaField.Text(
              Optional.empty(), Optional.of(embedding), Optional.empty(), false, Optional.empty()));
    }

    /** Adds a field of any kind. */
    public Builder field(String name, SchemaField field) {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(field, "field is null");
      fields.put(name, field);
      return this;
    }

    /**
     * Builds the schema.
     *
     * @throws IllegalArgumentException if it violates a rule for new indexes; the message names the
     *     field
     */
    public IndexSchema build() {
      return IndexSchemaRule.check(new IndexSchema(fields));
    }
  }
}
