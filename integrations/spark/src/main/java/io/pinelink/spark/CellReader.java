package io.pinelink.spark;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;

/** Reads a value of one type from a row of Spark, which is valid only until the next row. */
@FunctionalInterface
interface CellReader {
  /**
   * Reads the value at a position that is not null.
   *
   * @throws IllegalArgumentException if it is invalid; the message continues the name of a column
   */
  @Nullable Object read(SpecializedGetters row, int position);

  /** Reads the value at a position; null if it is null. */
  default @Nullable Object readOrNull(SpecializedGetters row, int position) {
    return row.isNullAt(position) ? null : read(row, position);
  }

  /**
   * Returns the reader of a string.
   *
   * @throws IllegalArgumentException if the type is another
   */
  static CellReader ofText(DataType type) {
    if (type instanceof StringType) {
      return (row, position) -> row.getUTF8String(position).toString();
    }
    throw unexpected(type, "a string");
  }

  static IllegalArgumentException unexpected(DataType type, String expected) {
    return new IllegalArgumentException(
        "is of type " + type.catalogString() + ", expected " + expected);
  }

  static void checkElement(ArrayData array, int position) {
    if (array.isNullAt(position)) {
      throw new IllegalArgumentException("has an element that is null, at position " + position);
    }
  }
}
