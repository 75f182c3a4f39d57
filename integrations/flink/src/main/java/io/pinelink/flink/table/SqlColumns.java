package io.pinelink.flink.table;

import io.pinelink.connector.IndexTarget;
import io.pinelink.flink.table.CellType.Form;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

/**
 * The columns of a table, which have their meaning by their types.
 *
 * @param id the position of the id, the table's primary key
 * @param idType a character or integer type
 * @param values all other columns, in order
 */
record SqlColumns(IndexTarget.Kind kind, int id, LogicalType idType, List<SqlColumn> values)
    implements Serializable {

  /**
   * Returns the columns of a table.
   *
   * @throws ValidationException if an index of the kind cannot store them
   */
  static SqlColumns of(IndexTarget.Kind kind, RowType row, int[] primaryKey) {
    if (primaryKey.length != 1) {
      throw new ValidationException(
          "The table has %s, expected the column of the id: PRIMARY KEY (id) NOT ENFORCED"
              .formatted(
                  (primaryKey.length == 0
                      ? "no primary key"
                      : "a primary key of several columns")));
    }
    int id = primaryKey[0];
    List<SqlColumn> values = new ArrayList<>();
    for (int i = 0; i < row.getFieldCount(); i++) {
      if (i != id) {
        values.add(column(kind, row, i));
      }
    }
    SqlColumns columns = new SqlColumns(kind, id, checkedId(row, id), List.copyOf(values));
    columns.check();
    return columns;
  }

  private static LogicalType checkedId(RowType row, int id) {
    LogicalType type = row.getTypeAt(id);
    if (!type.is(LogicalTypeFamily.CHARACTER_STRING)
        && !type.is(LogicalTypeFamily.INTEGER_NUMERIC)) {
      throw refused(
          row.getFieldNames().get(id), type, "the id is STRING, or INT or BIGINT as decimal text");
    }
    return type;
  }

  private static SqlColumn column(IndexTarget.Kind kind, RowType row, int position) {
    String name = row.getFieldNames().get(position);
    LogicalType type = row.getTypeAt(position);
    CellType cell =
        CellType.of(type)
            .orElseThrow(
                () ->
                    refused(
                        name,
                        type,
                        "expected a string, number, boolean, date, timestamp or ARRAY<STRING>; for"
                            + " values ARRAY<FLOAT>, or ROW<indices ARRAY<BIGINT>, `values`"
                            + " ARRAY<FLOAT>>"));
    boolean isValues = cell.form() == Form.DENSE || cell.form() == Form.SPARSE;
    boolean isNested = cell.form() == Form.ROW || cell.form() == Form.MAP;
    if (kind == IndexTarget.Kind.RECORDS && isValues) {
      throw refused(name, type, "records have no values, since the index embeds their text");
    }
    if (kind == IndexTarget.Kind.DOCUMENTS && isNested) {
      throw refused(name, type, "each field of a document has a column of its own");
    }
    return new SqlColumn(name, position, cell);
  }

  private static ValidationException refused(String column, LogicalType type, String reason) {
    return new ValidationException(
        "Column '" + column + "' is of type " + type.asSummaryString() + ": " + reason);
  }

  private void check() {
    if (kind == IndexTarget.Kind.VECTORS) {
      atMostOne(Form.DENSE, "dense values, ARRAY<FLOAT>");
      atMostOne(Form.SPARSE, "sparse values, ROW<ARRAY<BIGINT>, ARRAY<FLOAT>>");
    }
    atMostOne(Form.MAP, "other metadata, MAP");
  }

  private void atMostOne(Form form, String what) {
    List<String> names = values.stream().filter(c -> c.is(form)).map(SqlColumn::name).toList();
    if (names.size() > 1) {
      throw new ValidationException(
          "The columns " + names + " are all " + what + ", expected at most one");
    }
  }

  /** Returns the id and the other columns that fulfil a condition. */
  SqlColumns only(Predicate<SqlColumn> condition) {
    return new SqlColumns(kind, id, idType, values.stream().filter(condition).toList());
  }

  /** Returns the names of metadata or fields that have a column of their own. */
  Set<String> namesOfMetadata() {
    return values.stream()
        .filter(column -> column.is(Form.SCALAR) || column.is(Form.STRINGS))
        .map(SqlColumn::name)
        .collect(Collectors.toSet());
  }

  /** Returns the column at a position; empty for the id. */
  Optional<SqlColumn> at(int position) {
    return values.stream().filter(column -> column.position() == position).findFirst();
  }

  /** Returns the number of columns. */
  int size() {
    return values.size() + 1;
  }

  /**
   * Returns the cell of an id.
   *
   * @throws IllegalArgumentException if the id is not a number of the column's type
   */
  Object idCell(String text) {
    try {
      return switch (idType.getTypeRoot()) {
        case TINYINT -> Byte.valueOf(text);
        case SMALLINT -> Short.valueOf(text);
        case INTEGER -> Integer.valueOf(text);
        case BIGINT -> Long.valueOf(text);
        default -> StringData.fromString(text);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "id '" + text + "' is no " + idType.asSummaryString() + ", the type of its column", e);
    }
  }
}
