package io.pinelink.spark;

import io.pinelink.model.SparseValues;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructType;

/** Readers of dense and sparse values, which copy arrays and box nothing. */
final class ValuesReaders {
  private ValuesReaders() {}

  /**
   * Returns the reader of dense values, as a float array.
   *
   * @throws IllegalArgumentException if the type is another
   */
  static CellReader dense(DataType type) {
    ArrayType array = floatArray(type);
    return (row, position) -> floats(row.getArray(position), array);
  }

  /**
   * Returns a reader as {@link #dense} does, whose array is valid until the next row: its caller
   * copies it.
   *
   * @throws IllegalArgumentException if the type is another
   */
  static CellReader denseUntilNextRow(DataType type) {
    ArrayType array = floatArray(type);
    return new CellReader() {
      private float[] last = {};

      @Override
      public Object read(SpecializedGetters row, int position) {
        ArrayData values = row.getArray(position);
        if (last.length != values.numElements()) {
          last = new float[values.numElements()];
        }
        fill(last, values, array);
        return last;
      }
    };
  }

  private static ArrayType floatArray(DataType type) {
    if (isFloatArray(type)) {
      return (ArrayType) type;
    }
    throw CellReader.unexpected(type, "an array of floats or doubles");
  }

  static boolean isFloatArray(DataType type) {
    return type instanceof ArrayType array
        && (array.elementType() instanceof FloatType || array.elementType() instanceof DoubleType);
  }

  private static void fill(float[] floats, ArrayData values, ArrayType type) {
    for (int i = 0; type.containsNull() && i < floats.length; i++) {
      CellReader.checkElement(values, i);
    }
    boolean isFloat = type.elementType() instanceof FloatType;
    for (int i = 0; i < floats.length; i++) {
      floats[i] = isFloat ? values.getFloat(i) : (float) values.getDouble(i);
    }
  }

  private static float[] floats(ArrayData values, ArrayType type) {
    float[] floats = new float[values.numElements()];
    fill(floats, values, type);
    return floats;
  }

  /**
   * Returns the reader of sparse values, from a struct of indices and values.
   *
   * @throws IllegalArgumentException if the type is another
   */
  static CellReader sparse(DataType type) {
    if (type instanceof StructType struct
        && Set.of(struct.fieldNames()).equals(Set.of("indices", "values"))) {
      int indices = struct.fieldIndex("indices");
      int values = struct.fieldIndex("values");
      if (struct.fields()[indices].dataType() instanceof ArrayType positions
          && (positions.elementType() instanceof LongType
              || positions.elementType() instanceof IntegerType)) {
        ArrayType weights = floatArray(struct.fields()[values].dataType());
        return (row, position) -> {
          InternalRow parts = row.getStruct(position, 2);
          if (parts.isNullAt(indices) || parts.isNullAt(values)) {
            throw new IllegalArgumentException("has no indices or no values");
          }
          return SparseValues.of(
              longs(parts.getArray(indices), positions), floats(parts.getArray(values), weights));
        };
      }
    }
    throw CellReader.unexpected(
        type, "a struct of indices, an array of integers, and values, an array of floats");
  }

  private static long[] longs(ArrayData integers, ArrayType type) {
    boolean isLong = type.elementType() instanceof LongType;
    long[] longs = new long[integers.numElements()];
    for (int i = 0; i < longs.length; i++) {
      CellReader.checkElement(integers, i);
      longs[i] = isLong ? integers.getLong(i) : integers.getInt(i);
    }
    return longs;
  }
}
