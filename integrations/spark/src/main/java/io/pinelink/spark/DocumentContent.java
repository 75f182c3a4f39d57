package io.pinelink.spark;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.internal.ItemChanges;
import io.pinelink.documents.DocumentFields;
import io.pinelink.model.SparseValues;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;

/** Documents: fields of a schema. An update removes the fields that are null. */
record DocumentContent(FieldColumns fields) implements RowContent {
  @Override
  public BulkChange change(String id, InternalRow row, boolean update) {
    return ItemChanges.document(id, fields.of(row), DocumentContent::put, update);
  }

  /** Puts what a column contains, or a member of a JSON object. */
  private static void put(DocumentFields.Builder set, String name, Object value) {
    if (ItemChanges.put(set, name, value)) {
      return;
    }
    if (value instanceof List<?> list) {
      float[] values = new float[list.size()];
      Iterator<Number> numbers = numbers(name, list).iterator();
      for (int i = 0; i < values.length; i++) {
        values[i] = numbers.next().floatValue();
      }
      set.put(name, values);
    } else if (value instanceof Map<?, ?> map
        && map.get("indices") instanceof List<?> indices
        && map.get("values") instanceof List<?> weights) {
      set.put(
          name,
          SparseValues.copyOf(
              numbers(name, indices).map(Number::longValue).toList(),
              numbers(name, weights).toList()));
    } else {
      throw unexpected(name, value.getClass().getSimpleName());
    }
  }

  private static Stream<Number> numbers(String name, List<?> list) {
    if (!list.stream().allMatch(Number.class::isInstance)) {
      throw unexpected(name, "list of mixed values");
    }
    return list.stream().map(Number.class::cast);
  }

  private static IllegalArgumentException unexpected(String name, String type) {
    return new IllegalArgumentException(
        ("field '%s' is a %s, expected a string, number, boolean, list of strings, list of"
                + " numbers, or object of indices and values")
            .formatted(name, type));
  }
}
