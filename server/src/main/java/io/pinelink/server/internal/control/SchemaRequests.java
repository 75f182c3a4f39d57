package io.pinelink.server.internal.control;

import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Parses and checks the schema of a new index. A schema of the reserved fields {@code _values} and
 * {@code _sparse_values} defines a vector index, any other a document index.
 */
final class SchemaRequests {
  private static final String DENSE = "_values";
  private static final String SPARSE = "_sparse_values";
  private static final Set<String> RESERVED = Set.of(DENSE, SPARSE);
  private static final Set<String> TYPES =
      new TreeSet<>(
          Set.of(
              "dense_vector",
              "sparse_vector",
              "string",
              "semantic_text",
              "string_list",
              "float",
              "boolean"));
  private static final int MAX_NAME_BYTES = 64;
  private static final int MAX_DESCRIPTION_BYTES = 256;
  private static final int MAX_FULL_TEXT_FIELDS = 100;

  private SchemaRequests() {}

  /**
   * The kind of index that a schema defines.
   *
   * @param documents the declared fields of a document index; null for a vector index
   */
  record Declared(IndexShape shape, @Nullable DocumentSchema documents) {}

  static Declared parse(RequestJson schema) {
    schema.checkNames(Set.of("fields"));
    RequestJson fields = schema.requiredObject("fields");
    Set<String> names = fields.names();
    if (names.isEmpty()) {
      throw ControlException.invalid("schema.fields is empty, expected at least one field");
    }
    if (RESERVED.containsAll(names)) {
      return new Declared(ofVectors(fields), null);
    }
    Map<String, DeclaredField> declared = new LinkedHashMap<>();
    for (String name : names) {
      checkName(name);
      declared.put(name, field(name, fields.requiredObject(name)));
    }
    DocumentSchema documents = schemaOf(declared);
    if (documents.texts().size() > MAX_FULL_TEXT_FIELDS) {
      throw ControlException.invalid(
          "schema.fields has %s full-text fields, expected at most %s"
              .formatted(documents.texts().size(), MAX_FULL_TEXT_FIELDS));
    }
    return new Declared(documents.shape(), documents);
  }

  private static DocumentSchema schemaOf(Map<String, DeclaredField> declared) {
    try {
      return new DocumentSchema(declared);
    } catch (IllegalArgumentException e) {
      throw ControlException.invalid("schema." + e.getMessage());
    }
  }

  private static void checkName(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > MAX_NAME_BYTES) {
      throw ControlException.invalid(
          "Schema field '%s' has a name of %s bytes, expected 1 to %s"
              .formatted(name, bytes, MAX_NAME_BYTES));
    }
    if (RESERVED.contains(name)) {
      throw ControlException.invalid(
          "Schema field '"
              + name
              + "' is reserved for indexes of vectors and cannot be combined with other fields");
    }
    if (name.startsWith("$") || name.startsWith("_")) {
      throw ControlException.invalid("Schema field '" + name + "' must not start with $ or _");
    }
  }

  private static DeclaredField field(String name, RequestJson field) {
    field.requiredText("type");
    String type = field.oneOf("type", TYPES).orElseThrow();
    return switch (type) {
      case "dense_vector" -> dense(name, field);
      case "sparse_vector" -> {
        field.checkNames(Set.of("type", "description"));
        yield new DeclaredField.Sparse(description(name, field));
      }
      case "string" -> StringFieldRequests.parse(name, field);
      case "semantic_text" ->
          throw ControlException.invalid(
              "Schema field '"
                  + name
                  + "' has type semantic_text, which POST /indexes/create-for-model declares;"
                  + " expected dense_vector, sparse_vector or string");
      default ->
          throw ControlException.invalid(
              "Schema field '"
                  + name
                  + "' has type "
                  + type
                  + ", but metadata fields are filterable without being declared; expected"
                  + " dense_vector, sparse_vector or string");
    };
  }

  private static DeclaredField.Dense dense(String name, RequestJson field) {
    field.checkNames(Set.of("type", "dimension", "metric", "description"));
    int dimension = field.requiredInteger("dimension");
    SimilarityFunction metric = IndexRequests.metric(field.requiredText("metric"));
    if (dimension < 1 || dimension > IndexRequests.MAX_DIMENSION) {
      throw ControlException.invalid(
          "Schema field '%s': dimension is %s, expected 1 to %s"
              .formatted(name, dimension, IndexRequests.MAX_DIMENSION));
    }
    return new DeclaredField.Dense(dimension, metric, description(name, field));
  }

  /** Returns the description of a field; null if it has none. */
  static @Nullable String description(String name, RequestJson field) {
    String description = field.text("description").orElse(null);
    int bytes = description == null ? 0 : description.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_DESCRIPTION_BYTES) {
      throw ControlException.invalid(
          "Schema field '%s': description has %s bytes, expected at most %s"
              .formatted(name, bytes, MAX_DESCRIPTION_BYTES));
    }
    return description;
  }

  /** Returns the shape that versions before 2026-07 define by dimension and metric. */
  private static IndexShape ofVectors(RequestJson fields) {
    IndexShape shape = new IndexShape(0, SimilarityFunction.DOTPRODUCT, null);
    if (fields.has(SPARSE)) {
      checkReserved(SPARSE, "sparse_vector", fields.requiredObject(SPARSE));
      fields.requiredObject(SPARSE).checkNames(Set.of("type"));
    }
    if (fields.has(DENSE)) {
      checkReserved(DENSE, "dense_vector", fields.requiredObject(DENSE));
      DeclaredField.Dense dense = dense(DENSE, fields.requiredObject(DENSE));
      shape = new IndexShape(dense.dimension(), dense.metric(), null);
    }
    return shape;
  }

  private static void checkReserved(String name, String expected, RequestJson field) {
    String type = field.requiredText("type");
    if (!type.equals(expected)) {
      throw ControlException.invalid(
          "Schema field '" + name + "' has type " + type + ", expected " + expected);
    }
    if (field.has("description")) {
      throw ControlException.invalid("Schema field '" + name + "' cannot have a description");
    }
  }
}
