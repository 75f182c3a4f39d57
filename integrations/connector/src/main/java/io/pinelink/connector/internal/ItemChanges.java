package io.pinelink.connector.internal;

import io.pinelink.bulk.BulkChange;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes changes of the values that a connector has converted. */
public final class ItemChanges {
  private ItemChanges() {}

  /**
   * Returns an upsert of a vector, or an update of the parts that are given.
   *
   * @param dense null if there are no dense values
   * @param sparse null if there are no sparse values
   * @throws IllegalArgumentException if the vector or update is invalid
   */
  public static BulkChange vector(
      String id,
      float @Nullable [] dense,
      @Nullable SparseValues sparse,
      Metadata metadata,
      boolean update) {
    if (update) {
      UpdateRequest.Builder request = UpdateRequest.builder(id).metadata(metadata);
      if (dense != null) {
        request.values(dense);
      }
      if (sparse != null) {
        request.sparseValues(sparse);
      }
      return BulkChange.update(request.build());
    }
    Vector.Builder vector = Vector.builder(id).metadata(metadata);
    if (dense != null) {
      vector.values(dense);
    }
    if (sparse != null) {
      vector.sparseValues(sparse);
    }
    return BulkChange.upsert(vector.build());
  }

  /** Puts a value that is not null into the fields of a document. */
  @FunctionalInterface
  public interface FieldWriter {
    void put(DocumentFields.Builder fields, String name, Object value);
  }

  /**
   * Returns an upsert of a document, or an update of the fields that are given.
   *
   * @param values an update removes the fields that are null
   * @throws IllegalArgumentException if a field is invalid
   */
  public static BulkChange document(
      String id,
      Map<String, ? extends @Nullable Object> values,
      FieldWriter writer,
      boolean update) {
    DocumentFields.Builder fields = DocumentFields.builder();
    Set<String> removed = new LinkedHashSet<>();
    values.forEach(
        (name, value) -> {
          if (value == null) {
            removed.add(name);
          } else {
            writer.put(fields, name, value);
          }
        });
    return update
        ? BulkChange.update(new DocumentUpdate(id, fields.build(), removed))
        : BulkChange.upsert(new Document(id, fields.build()));
  }

  /**
   * Puts a value into the fields of a document.
   *
   * @return false if no field can have it: it is no string, boolean, number, list of strings, float
   *     array or sparse values
   */
  public static boolean put(DocumentFields.Builder fields, String name, Object value) {
    if (value instanceof String text) {
      fields.put(name, text);
    } else if (value instanceof Boolean flag) {
      fields.put(name, flag.booleanValue());
    } else if (value instanceof Double || value instanceof Float) {
      fields.put(name, ((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      fields.put(name, number.longValue());
    } else if (value instanceof float[] dense) {
      fields.put(name, dense);
    } else if (value instanceof SparseValues sparse) {
      fields.put(name, sparse);
    } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      fields.put(name, list.stream().map(String.class::cast).toList());
    } else {
      return false;
    }
    return true;
  }
}
