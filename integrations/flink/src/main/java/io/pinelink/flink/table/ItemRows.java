package io.pinelink.flink.table;

import io.pinelink.connector.IndexTarget;
import io.pinelink.flink.table.CellType.Form;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.jspecify.annotations.Nullable;

/**
 * Converts items to the rows that a statement reads.
 *
 * @param columns all columns of the table
 * @param fields the positions of the columns that are read, in the order of rows
 * @param withNamespace whether the namespace follows them
 */
record ItemRows(SqlColumns columns, List<Integer> fields, boolean withNamespace)
    implements Serializable {

  /** Returns the column at a position of rows; empty for the id and the namespace. */
  Optional<SqlColumn> column(int position) {
    return position < fields.size() ? columns.at(fields.get(position)) : Optional.empty();
  }

  boolean isId(int position) {
    return position < fields.size() && fields.get(position) == columns.id();
  }

  boolean isNamespace(int position) {
    return withNamespace && position == fields.size();
  }

  /** Returns the columns that are read, without the id. */
  List<SqlColumn> read() {
    return columns.values().stream().filter(c -> fields.contains(c.position())).toList();
  }

  /** Returns whether dense or sparse values are read. */
  boolean readsValues() {
    return read().stream().anyMatch(c -> c.is(Form.DENSE) || c.is(Form.SPARSE));
  }

  /** Returns whether metadata is read. */
  boolean readsMetadata() {
    return columns.kind() != IndexTarget.Kind.DOCUMENTS
        && read().stream().anyMatch(c -> !c.is(Form.DENSE) && !c.is(Form.SPARSE));
  }

  /** Returns the names of metadata that have columns, or fields of a ROW. */
  Set<String> named() {
    Set<String> named = new LinkedHashSet<>(columns.namesOfMetadata());
    for (SqlColumn column : columns.values()) {
      if (column.is(Form.ROW)) {
        named.addAll(column.type().rowFields());
      }
    }
    return named;
  }

  /** Returns the row of an item. */
  RowData row(StoredItem item, String namespace) {
    return fill(new GenericRowData(width()), item, namespace);
  }

  /** Returns the row of an item that a search found, with its score. */
  RowData row(StoredItem item, String namespace, @Nullable Double score) {
    GenericRowData row = new GenericRowData(width() + 1);
    row.setField(width(), score);
    return fill(row, item, namespace);
  }

  private int width() {
    return fields.size() + (withNamespace ? 1 : 0);
  }

  private GenericRowData fill(GenericRowData row, StoredItem item, String namespace) {
    for (int i = 0; i < fields.size(); i++) {
      row.setField(i, cell(item, fields.get(i)));
    }
    if (withNamespace) {
      row.setField(fields.size(), StringData.fromString(namespace));
    }
    return row;
  }

  private @Nullable Object cell(StoredItem item, int position) {
    if (position == columns.id()) {
      return columns.idCell(item.id());
    }
    SqlColumn column = columns.at(position).orElseThrow();
    Object value = item.values().apply(column);
    try {
      return value == null ? null : column.type().cell(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column '" + column.name() + "' of '" + item.id() + "' " + e.getMessage(), e);
    }
  }
}
