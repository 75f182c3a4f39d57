package io.pinelink.console;

import io.pinelink.control.IndexSchema;
import io.pinelink.control.SchemaField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a schema by what searches can do with them.
 *
 * @param dense fields of dense values, with their dimensions
 * @param sparse fields of sparse values
 * @param fullText fields whose words can be searched
 * @param embedded fields that a model embeds
 * @param sparselyEmbedded fields that a sparse model embeds
 */
record SchemaFields(
    Map<String, Integer> dense,
    List<String> sparse,
    List<String> fullText,
    List<String> embedded,
    List<String> sparselyEmbedded) {
  /** The fields of an index of which only the host is known. */
  static final SchemaFields UNKNOWN =
      new SchemaFields(Map.of(), List.of(), List.of(), List.of(), List.of());

  static SchemaFields of(IndexSchema schema) {
    Map<String, Integer> dense = new LinkedHashMap<>();
    List<String> sparse = new ArrayList<>();
    List<String> fullText = new ArrayList<>();
    List<String> embedded = new ArrayList<>();
    List<String> sparselyEmbedded = new ArrayList<>();
    schema
        .fields()
        .forEach(
            (name, field) -> {
              if (field instanceof SchemaField.DenseVector vector) {
                dense.put(name, vector.dimension());
              } else if (field instanceof SchemaField.SparseVector) {
                sparse.add(name);
              } else if (field instanceof SchemaField.Text text) {
                if (text.storesText()
                    && (text.fullTextSearch().isPresent() || text.embed().isPresent())) {
                  fullText.add(name);
                }
                if (text.embed().isPresent()) {
                  embedded.add(name);
                }
                if (text.sparseEmbed().isPresent()) {
                  sparselyEmbedded.add(name);
                }
              }
            });
    return new SchemaFields(dense, sparse, fullText, embedded, sparselyEmbedded);
  }

  /** Returns the names and kinds of a schema for the page. */
  static List<Map<String, @Nullable Object>> json(IndexSchema schema) {
    List<Map<String, @Nullable Object>> fields = new ArrayList<>();
    schema
        .fields()
        .forEach(
            (name, field) -> {
              Map<String, @Nullable Object> json = new LinkedHashMap<>();
              json.put("name", name);
              json.put("kind", kind(field));
              fields.add(json);
            });
    return fields;
  }

  private static String kind(SchemaField field) {
    if (field instanceof SchemaField.DenseVector dense) {
      return "dense, " + dense.dimension() + ", " + dense.metric();
    }
    if (field instanceof SchemaField.SparseVector) {
      return "sparse";
    }
    if (field instanceof SchemaField.Text text) {
      return text.embed().isPresent() || text.sparseEmbed().isPresent() ? "text, embedded" : "text";
    }
    if (field instanceof SchemaField.SemanticText) {
      return "text, embedded";
    }
    return field instanceof SchemaField.Filterable filterable
        ? filterable.type().orElse("filterable")
        : "other";
  }
}
