package io.pinelink.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** A column of the rows that are written. */
record Column(String name, int position, CellReader reader) {
  /**
   * Returns the value of a row; null if it is null.
   *
   * @throws IllegalArgumentException if it is invalid; the message has the name of the column
   */
  @Nullable Object of(InternalRow row) {
    try {
      return reader.readOrNull(row, position);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("column '" + name + "' " + e.getMessage(), e);
    }
  }

  /**
   * Returns the text of a row.
   *
   * @throws IllegalArgumentException if it is null
   */
  String textOf(InternalRow row) {
    Object text = of(row);
    if (text == null) {
      throw new IllegalArgumentException("column '" + name + "' is null");
    }
    return (String) text;
  }
}
