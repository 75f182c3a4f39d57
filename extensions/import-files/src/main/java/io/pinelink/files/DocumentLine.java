package io.pinelink.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinelink.documents.Document;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.files.internal.NonZero;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of a JSON Lines file. */
final class DocumentLine {
  private static final int MAX_BYTES = 2_000_000;

  private final byte[] json;
  private final Map<String, Integer> dimensions;

  private DocumentLine(byte[] json, Map<String, Integer> dimensions) {
    this.json = json;
    this.dimensions = dimensions;
  }

  /**
   * Returns the line of a document, which may come from a response of the service.
   *
   * @param schema a check against the schema of the index; null if it is not known
   * @throws IllegalArgumentException if the document is invalid
   */
  static DocumentLine of(Document document, @Nullable SchemaCheck schema) {
    document.fields().asMap().forEach(DocumentLine::checkField);
    Document checked = UpsertDocumentsRequest.of(document).documents().get(0);
    if (checked.fields().isEmpty()) {
      throw new IllegalArgumentException(
          "document has no fields, expected at least one of the index's schema");
    }
    if (schema != null) {
      schema.check(checked.fields());
    }
    Map<String, Integer> dimensions = new HashMap<>();
    checked
        .fields()
        .asMap()
        .forEach(
            (name, value) -> {
              if (value instanceof DenseValues dense) {
                dimensions.put(name, dense.size());
              }
            });
    byte[] json = checked.toJson().getBytes(UTF_8);
    if (json.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "document has " + json.length + " bytes as JSON, expected at most " + MAX_BYTES);
    }
    return new DocumentLine(json, dimensions);
  }

  /** Checks what a request does not, or what it checks without the name of the field. */
  private static void checkField(String name, @Nullable Object value) {
    try {
      if (value instanceof DenseValues dense) {
        NonZero.checkDense(dense.size(), dense::value);
      } else if (value instanceof SparseValues sparse) {
        NonZero.checkSparse(SparseValues.of(sparse.indices(), sparse.values()));
      } else {
        checkFinite(value);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field '" + name + "': " + e.getMessage(), e);
    }
  }

  /** Checks all numbers in a value; JSON has no form for NaN and infinity. */
  private static void checkFinite(@Nullable Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new IllegalArgumentException("number is " + number + ", expected a finite one");
    } else if (value instanceof Iterable<?> list) {
      list.forEach(DocumentLine::checkFinite);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(DocumentLine::checkFinite);
    }
  }

  /**
   * Checks that the dense values of each field have the dimension of earlier documents, since they
   * go into one index.
   *
   * @param earlier the dimensions by the name of the field
   */
  void checkDimensions(Map<String, Integer> earlier) {
    dimensions.forEach(
        (name, dimension) -> {
          int expected = earlier.getOrDefault(name, dimension);
          if (dimension != expected) {
            throw new IllegalArgumentException(
                "field '%s' has %s dense values, expected %s as before"
                    .formatted(name, dimension, expected));
          }
        });
  }

  /** Returns the number of dense values of each field that has any, by name. */
  Map<String, Integer> dimensions() {
    return dimensions;
  }

  /** Returns the document as JSON in UTF-8, without a line break; the array is not copied. */
  byte[] json() {
    return json;
  }
}
