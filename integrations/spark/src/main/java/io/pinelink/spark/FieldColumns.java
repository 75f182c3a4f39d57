package io.pinelink.spark;

import io.pinelink.connector.IndexTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The columns that become fields: of metadata, of a record or of a document. One column may contain
 * many fields; the others are fields under their own names.
 */
record FieldColumns(@Nullable Column object, List<Column> others) {
  /** Returns the columns, to be called after all others were found. */
  static FieldColumns of(IndexTarget.Kind kind, Columns columns) {
    return new FieldColumns(
        columns.find(SourceOption.METADATA_COLUMN, type -> FieldReaders.ofObject(type, kind)),
        columns.others(type -> FieldReaders.ofField(type, kind)));
  }

  /** Returns the fields of a row, with those that are null. */
  @SuppressWarnings("unchecked") // As the reader of objects returns them.
  Map<String, @Nullable Object> of(InternalRow row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Object first = object == null ? null : object.of(row);
    if (first != null) {
      fields.putAll((Map<String, @Nullable Object>) first);
    }
    for (Column column : others) {
      fields.put(column.name(), column.of(row));
    }
    return fields;
  }

  /** Returns the fields of a row that are not null. */
  @SuppressWarnings({"unchecked", "NullAway"}) // Nulls are removed.
  Map<String, Object> present(InternalRow row) {
    Map<String, @Nullable Object> fields = of(row);
    fields.values().removeIf(Objects::isNull);
    return (Map<String, Object>) (Map<String, ?>) fields;
  }
}
