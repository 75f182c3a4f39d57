package io.pinelink.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinelink.control.IndexSchema;
import io.pinelink.control.SchemaField;
import io.pinelink.documents.DocumentFields;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import org.jspecify.annotations.Nullable;

/** A check of documents against the schema of the index that they are imported into. */
final class SchemaCheck {
  private static final int MAX_TEXT_BYTES = 100 * 1024;

  private final IndexSchema schema;

  SchemaCheck(IndexSchema schema) {
    this.schema = schema;
  }

  /**
   * Checks the fields of a document.
   *
   * @throws IllegalArgumentException if none is declared, or a value does not fit its field
   */
  void check(DocumentFields fields) {
    if (fields.names().stream().noneMatch(schema.fields()::containsKey)) {
      throw new IllegalArgumentException(
          "document has no field of the schema, expected at least one of "
              + schema.fields().keySet());
    }
    fields.asMap().forEach(this::checkField);
  }

  private void checkField(String name, @Nullable Object value) {
    SchemaField field = schema.fields().get(name);
    if (field instanceof SchemaField.DenseVector dense) {
      if (!(value instanceof DenseValues values)) {
        throw unfit(name, "no dense values", dense.dimension() + " dense values");
      }
      if (values.size() != dense.dimension()) {
        throw unfit(name, values.size() + " dense values", Integer.toString(dense.dimension()));
      }
    } else if (field instanceof SchemaField.SparseVector) {
      if (!(value instanceof SparseValues)) {
        throw unfit(name, "no sparse values", "sparse values");
      }
    } else if (field instanceof SchemaField.Text text) {
      checkText(name, text, value);
    } else if (field == null && (value instanceof DenseValues || value instanceof SparseValues)) {
      throw unfit(
          name, "dense or sparse values", "other values, as the schema does not declare the field");
    }
  }

  private static void checkText(String name, SchemaField.Text field, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw unfit(name, "no string", "a string");
    }
    int bytes = text.getBytes(UTF_8).length;
    if (field.fullTextSearch().isPresent() && bytes > MAX_TEXT_BYTES) {
      throw unfit(name, "a text of " + bytes + " bytes", "at most " + MAX_TEXT_BYTES);
    }
  }

  private static IllegalArgumentException unfit(String name, String found, String expected) {
    return new IllegalArgumentException(
        "field '" + name + "' has " + found + ", expected " + expected);
  }
}
