package io.pinelink.cli.console;

import io.pinelink.control.IndexSchema;
import io.pinelink.control.SchemaField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a schema by what searches can do with them.
 *
 * @param dense fields of dense values
 * @param fullText fields whose words can be searched
 * @param embedded fields that a model embeds
 * @param dimensions the dimension of each field of dense values
 */
record SchemaFields(
    List<String> dense,
    List<String> fullText,
    List<String> embedded,
    Map<String, Integer> dimensions) {
  /** The fields of an index of which only the host is known. */
  static final SchemaFields UNKNOWN = new SchemaFields(List.of(), List.of(), List.of(), Map.of());

  static SchemaFields of(IndexSchema schema) {
    List<String> dense = new ArrayList<>();
    List<String> fullText = new ArrayList<>();
    List<String> embedded = new ArrayList<>();
    Map<String, Integer> dimensions = new LinkedHashMap<>();
    schema
        .fields()
        .forEach(
            (name, field) -> {
              if (field instanceof SchemaField.DenseVector vector) {
                dense.add(name);
                dimensions.put(name, vector.dimension());
              } else if (field instanceof SchemaField.Text text) {
                if (text.storesText()
                    && (text.fullTextSearch().isPresent() || text.embed().isPresent())) {
                  fullText.add(name);
                }
                if (text.embed().isPresent()) {
                  embedded.add(name);
                }
              }
            });
    return new SchemaFields(dense, fullText, embedded, dimensions);
  }

  Optional<Integer> dimension(String field) {
    return Optional.ofNullable(dimensions.get(field));
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
      return text.embed().isPresent() ? "text, embedded" : "text";
    }
    if (field instanceof SchemaField.SemanticText) {
      return "text, embedded";
    }
    return field instanceof SchemaField.Filterable filterable
        ? filterable.type().orElse("filterable")
        : "other";
  }
}
