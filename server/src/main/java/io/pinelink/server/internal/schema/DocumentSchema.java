package io.pinelink.server.internal.schema;

import io.pinelink.server.internal.fulltext.TextAnalysis;
import io.pinelink.server.internal.store.IndexShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The declared fields of a document index, in their order. At most one field provides the dense
 * values of a document: a dense field, or a text with an embedding. The same applies to its sparse
 * values. A document is therefore stored as a record with one vector.
 */
public final class DocumentSchema {
  private final Map<String, DeclaredField> fields;
  private final @Nullable String denseField;
  private final @Nullable String sparseField;

  /**
   * Creates a schema from checked fields.
   *
   * @throws IllegalArgumentException if two fields provide dense values, or two provide sparse ones
   */
  public DocumentSchema(Map<String, DeclaredField> fields) {
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    this.denseField =
        onlyField(
            "dense_vector or embed",
            field ->
                field instanceof DeclaredField.Dense
                    || (field instanceof DeclaredField.Text text && text.embed() != null));
    this.sparseField =
        onlyField(
            "sparse_vector or sparse_embed",
            field ->
                field instanceof DeclaredField.Sparse
                    || (field instanceof DeclaredField.Text text && text.sparseEmbed() != null));
  }

  private @Nullable String onlyField(String slot, Predicate<DeclaredField> provides) {
    List<String> names =
        fields.keySet().stream().filter(name -> provides.test(fields.get(name))).toList();
    if (names.size() > 1) {
      throw new IllegalArgumentException(
          "fields with " + slot + " are " + names + ", expected at most one");
    }
    return names.isEmpty() ? null : names.get(0);
  }

  public Map<String, DeclaredField> fields() {
    return fields;
  }

  /** Returns a declared field; null if the name is not declared. */
  public @Nullable DeclaredField field(String name) {
    return fields.get(name);
  }

  /** Returns the name of the field that provides dense values; null if there is none. */
  public @Nullable String denseField() {
    return denseField;
  }

  /** Returns the name of the field that provides sparse values; null if there is none. */
  public @Nullable String sparseField() {
    return sparseField;
  }

  /** Returns the settings of all full-text fields. */
  public Map<String, TextAnalysis> texts() {
    Map<String, TextAnalysis> texts = new LinkedHashMap<>();
    fields.forEach(
        (name, field) -> {
          if (field instanceof DeclaredField.Text text && text.analysis() != null) {
            texts.put(name, text.analysis());
          }
        });
    return texts;
  }

  /** Returns whether a field is a text that is not stored. */
  public boolean isUnstored(String name) {
    return fields.get(name) instanceof DeclaredField.Text text && !text.isStored();
  }

  /** Returns whether the index embeds a text. */
  public boolean embeds() {
    return fields.values().stream()
        .anyMatch(
            field ->
                field instanceof DeclaredField.Text text
                    && (text.embed() != null || text.sparseEmbed() != null));
  }

  /** Returns the shape of the vectors of the index. */
  public IndexShape shape() {
    for (DeclaredField field : fields.values()) {
      if (field instanceof DeclaredField.Dense dense) {
        return IndexShape.ofDocuments(dense.dimension(), dense.metric());
      }
      if (field instanceof DeclaredField.Text text && text.embed() != null) {
        return IndexShape.ofDocuments(text.embed().dimension(), text.embed().metric());
      }
    }
    return IndexShape.ofDocuments();
  }

  /** Returns the types of the fields by name. */
  @Override
  public String toString() {
    Map<String, String> types = new LinkedHashMap<>();
    fields.forEach((name, field) -> types.put(name, field.type()));
    return "DocumentSchema" + types;
  }
}
