package io.pinelink.flink.table;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.internal.ItemChanges;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.flink.table.CellType.Form;
import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.records.TextRecord;
import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** Converts rows of a changelog to changes of an index. */
final class RowChanges implements Serializable {
  private static final long serialVersionUID = 1;

  private final SqlColumns columns;
  private final boolean update;
  private final String namespace;
  private final int namespacePosition;
  private final RowData.FieldGetter id;
  private final RowData.FieldGetter[] values;

  // A HashSet, because it is serializable.
  private final HashSet<String> namesOfMetadata;

  /**
   * Creates a converter.
   *
   * @param columns those that are written
   * @param update whether rows update the columns that are written and leave the others as they are
   * @param namespace of all rows that have none of their own; empty for the default one
   * @param namespacePosition the position of the row's namespace; -1 if rows have none
   */
  RowChanges(SqlColumns columns, boolean update, String namespace, int namespacePosition) {
    this.columns = columns;
    this.update = update;
    this.namespace = namespace;
    this.namespacePosition = namespacePosition;
    this.id = RowData.createFieldGetter(columns.idType(), columns.id());
    this.values =
        columns.values().stream()
            .map(column -> column.type().getter(column.position()))
            .toArray(RowData.FieldGetter[]::new);
    this.namesOfMetadata = new HashSet<>(columns.namesOfMetadata());
  }

  /**
   * Returns the change that a row stands for; empty for an update whose columns are all NULL and
   * leave everything as it is.
   *
   * @throws IllegalArgumentException if the row cannot be stored; the message has no values
   */
  Optional<BulkChange> of(RowData row) {
    Object cell = id.getFieldOrNull(row);
    if (cell == null) {
      throw new IllegalArgumentException("the id is NULL");
    }
    String text = cell.toString();
    Optional<BulkChange> change =
        isDelete(row.getRowKind()) ? Optional.of(BulkChange.delete(text)) : write(text, row);
    return change.map(made -> made.in(namespaceOf(row)));
  }

  private static boolean isDelete(RowKind kind) {
    return switch (kind) {
      case INSERT, UPDATE_AFTER -> false;
      case DELETE -> true;
      case UPDATE_BEFORE ->
          throw new IllegalStateException("UPDATE_BEFORE, which the sink does not request");
    };
  }

  private String namespaceOf(RowData row) {
    return namespacePosition < 0 || row.isNullAt(namespacePosition)
        ? namespace
        : row.getString(namespacePosition).toString();
  }

  private Optional<BulkChange> write(String id, RowData row) {
    Map<SqlColumn, Object> cells = new LinkedHashMap<>();
    Set<String> nulls = new LinkedHashSet<>();
    for (int i = 0; i < values.length; i++) {
      SqlColumn column = columns.values().get(i);
      Object cell = values[i].getFieldOrNull(row);
      if (cell == null) {
        nulls.add(column.name());
      } else {
        cells.put(column, valueOf(column, id, cell));
      }
    }
    return switch (columns.kind()) {
      case VECTORS -> vector(id, cells);
      case RECORDS ->
          Optional.of(BulkChange.upsert(new TextRecord(id, Fields.copyOf(named(cells)))));
      case DOCUMENTS -> document(id, cells, nulls);
    };
  }

  private static Object valueOf(SqlColumn column, String id, Object cell) {
    try {
      return column.type().value(cell);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "column '" + column.name() + "' of '" + id + "' " + e.getMessage(), e);
    }
  }

  private Optional<BulkChange> vector(String id, Map<SqlColumn, Object> cells) {
    float @Nullable [] dense = null;
    SparseValues sparse = null;
    for (Object value : cells.values()) {
      if (value instanceof float[] floats) {
        dense = floats;
      } else if (value instanceof SparseValues given) {
        sparse = given;
      }
    }
    cells.keySet().removeIf(column -> column.is(Form.DENSE) || column.is(Form.SPARSE));
    Metadata metadata = Metadata.copyOf(named(cells));
    if (update && dense == null && sparse == null && metadata.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(ItemChanges.vector(id, dense, sparse, metadata, update));
  }

  /**
   * Returns values by name. An entry of a ROW or MAP gives way to a column of its name, even if
   * that is NULL.
   */
  private Map<String, Object> named(Map<SqlColumn, Object> cells) {
    Map<String, Object> named = new LinkedHashMap<>();
    cells.forEach(
        (column, value) -> {
          if (value instanceof Map<?, ?> entries) {
            entries.forEach((name, entry) -> named.put((String) name, entry));
          }
        });
    named.keySet().removeAll(namesOfMetadata);
    cells.forEach(
        (column, value) -> {
          if (!(value instanceof Map<?, ?>)) {
            named.put(column.name(), value);
          }
        });
    return named;
  }

  private Optional<BulkChange> document(
      String id, Map<SqlColumn, Object> cells, Set<String> nulls) {
    DocumentFields.Builder fields = DocumentFields.builder();
    cells.forEach((column, value) -> ItemChanges.put(fields, column.name(), value));
    if (!update) {
      return Optional.of(BulkChange.upsert(new Document(id, fields.build())));
    }
    return cells.isEmpty() && nulls.isEmpty()
        ? Optional.empty()
        : Optional.of(BulkChange.update(new DocumentUpdate(id, fields.build(), nulls)));
  }
}
