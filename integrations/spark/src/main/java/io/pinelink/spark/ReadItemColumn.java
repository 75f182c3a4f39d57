package io.pinelink.spark;

import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes the value of one column, in Spark's own form, of what was read. */
@FunctionalInterface
interface ReadItemColumn {
  @Nullable Object of(ReadItem item);

  /**
   * Returns the column of a field, which is null where the field is missing or of another type.
   *
   * @throws IllegalArgumentException if no field has the type
   */
  static ReadItemColumn ofField(String name, DataType type) {
    Function<Object, @Nullable Object> conversion = conversion(type);
    return item -> {
      Object value = item.fields().get(name);
      return value == null ? null : conversion.apply(value);
    };
  }

  private static Function<Object, @Nullable Object> conversion(DataType type) {
    if (type instanceof StringType) {
      return value -> value instanceof String text ? UTF8String.fromString(text) : null;
    } else if (type instanceof BooleanType) {
      return value -> value instanceof Boolean ? value : null;
    } else if (type instanceof DoubleType) {
      return value -> value instanceof Number number ? number.doubleValue() : null;
    } else if (type instanceof FloatType) {
      return value -> value instanceof Number number ? number.floatValue() : null;
    } else if (type instanceof LongType) {
      return value -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type instanceof IntegerType) {
      return narrowed(Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue);
    } else if (type instanceof ShortType) {
      return narrowed(Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue);
    } else if (type instanceof ByteType) {
      return narrowed(Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue);
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      long max = Long.MAX_VALUE / 1_000;
      return narrowed(-max, max, millis -> millis * 1_000);
    } else if (type instanceof DateType) {
      long max = Integer.MAX_VALUE * 86_400_000L;
      return narrowed(-max, max, millis -> (int) Math.floorDiv(millis, 86_400_000L));
    } else if (type instanceof ArrayType array && array.elementType() instanceof StringType) {
      return value -> value instanceof List<?> list ? strings(list) : null;
    } else if (isFloats(type)) {
      return value -> value instanceof DenseValues dense ? floats(dense.values()) : null;
    } else if (isSparse(type)) {
      return value ->
          value instanceof SparseValues sparse ? sparse((StructType) type, sparse) : null;
    }
    throw CellReader.unexpected(
        type,
        "a string, boolean, double, float, integer, timestamp, date, array of strings, array of"
            + " floats, or struct of indices and values");
  }

  private static Function<Object, @Nullable Object> narrowed(
      long min, long max, Function<Long, Object> narrowing) {
    return value -> {
      Long whole = whole(value, min, max);
      return whole == null ? null : narrowing.apply(whole);
    };
  }

  /** Returns a whole number in a range; null if the value is something else. */
  private static @Nullable Long whole(Object value, long min, long max) {
    if (!(value instanceof Number number)) {
      return null;
    }
    double exact = number.doubleValue();
    return exact == Math.rint(exact) && exact >= min && exact <= max && exact < 0x1p63
        ? (Long) (long) exact
        : null;
  }

  private static @Nullable GenericArrayData strings(List<?> list) {
    if (!list.stream().allMatch(String.class::isInstance)) {
      return null;
    }
    return new GenericArrayData(
        list.stream().map(text -> (Object) UTF8String.fromString((String) text)).toArray());
  }

  /** Returns whether a column can contain dense values. */
  static boolean isFloats(DataType type) {
    return type instanceof ArrayType array && array.elementType() instanceof FloatType;
  }

  static @Nullable UnsafeArrayData floats(float @Nullable [] values) {
    return values == null ? null : UnsafeArrayData.fromPrimitiveArray(values);
  }

  /** Returns whether a column can contain sparse values. */
  static boolean isSparse(DataType type) {
    return type instanceof StructType struct
        && Set.of(struct.fieldNames()).equals(Set.of("indices", "values"))
        && isFloats(struct.fields()[struct.fieldIndex("values")].dataType())
        && struct.fields()[struct.fieldIndex("indices")].dataType() instanceof ArrayType indices
        && indices.elementType() instanceof LongType;
  }

  static @Nullable GenericInternalRow sparse(StructType type, @Nullable SparseValues sparse) {
    if (sparse == null) {
      return null;
    }
    long[] indices = new long[sparse.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = sparse.index(i);
    }
    @Nullable Object[] parts = new @Nullable Object[2];
    parts[type.fieldIndex("indices")] = UnsafeArrayData.fromPrimitiveArray(indices);
    parts[type.fieldIndex("values")] = floats(sparse.values());
    return new GenericInternalRow(parts);
  }
}
