package io.pinelink.spark;

import io.pinelink.connector.IndexTarget;
import io.pinelink.model.SparseValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** Readers of fields: of metadata, of records and of documents. */
final class FieldReaders {
  private FieldReaders() {}

  /**
   * Returns the reader of a field: of metadata, of a record or of a document. It returns strings,
   * booleans, longs, doubles and lists of strings, and for documents also float arrays and {@link
   * SparseValues}. Dates and times become milliseconds since 1970.
   *
   * @throws IllegalArgumentException if the index does not store the type
   */
  static CellReader ofField(DataType type, IndexTarget.Kind kind) {
    if (kind == IndexTarget.Kind.DOCUMENTS) {
      if (ValuesReaders.isFloatArray(type)) {
        return ValuesReaders.dense(type);
      }
      if (type instanceof StructType) {
        return ValuesReaders.sparse(type);
      }
    }
    if (type instanceof ArrayType array && array.elementType() instanceof StringType) {
      return (row, position) -> strings(row.getArray(position));
    }
    return scalar(type, kind);
  }

  private static CellReader scalar(DataType type, IndexTarget.Kind kind) {
    if (type instanceof StringType) {
      return CellReader.ofText(type);
    } else if (type instanceof BooleanType) {
      return SpecializedGetters::getBoolean;
    } else if (type instanceof LongType) {
      return SpecializedGetters::getLong;
    } else if (type instanceof IntegerType) {
      return (row, position) -> (long) row.getInt(position);
    } else if (type instanceof ShortType) {
      return (row, position) -> (long) row.getShort(position);
    } else if (type instanceof ByteType) {
      return (row, position) -> (long) row.getByte(position);
    } else if (type instanceof DoubleType) {
      return SpecializedGetters::getDouble;
    } else if (type instanceof FloatType) {
      return (row, position) -> (double) row.getFloat(position);
    } else if (type instanceof DecimalType decimal) {
      return (row, position) ->
          number(row.getDecimal(position, decimal.precision(), decimal.scale()).toJavaBigDecimal());
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return (row, position) -> Math.floorDiv(row.getLong(position), 1_000L);
    } else if (type instanceof DateType) {
      return (row, position) -> row.getInt(position) * 86_400_000L;
    } else if (type instanceof NullType) {
      return (row, position) -> null;
    }
    throw CellReader.unexpected(
        type,
        "a string, number, boolean, date, timestamp or array of strings"
            + (kind == IndexTarget.Kind.DOCUMENTS
                ? ", an array of floats, or a struct of indices and values"
                : ""));
  }

  private static Number number(BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
        ? (Number) stripped.longValueExact()
        : (Number) decimal.doubleValue();
  }

  private static List<String> strings(ArrayData array) {
    List<String> strings = new ArrayList<>(array.numElements());
    for (int i = 0; i < array.numElements(); i++) {
      CellReader.checkElement(array, i);
      strings.add(array.getUTF8String(i).toString());
    }
    return strings;
  }

  /**
   * Returns the reader of many fields in one column: a struct, a map or JSON text. It returns a map
   * from names to what {@link #ofField} returns, with nulls.
   */
  static CellReader ofObject(DataType type, IndexTarget.Kind kind) {
    if (type instanceof StringType) {
      return (row, position) -> JsonFields.parse(row.getUTF8String(position).toString());
    } else if (type instanceof MapType map && map.keyType() instanceof StringType) {
      CellReader value = ofField(map.valueType(), kind);
      return (row, position) -> entries(row.getMap(position), value);
    } else if (type instanceof StructType struct) {
      StructField[] fields = struct.fields();
      CellReader[] readers = new CellReader[fields.length];
      for (int i = 0; i < fields.length; i++) {
        readers[i] = ofField(fields[i].dataType(), kind);
      }
      return (row, position) -> members(row.getStruct(position, fields.length), fields, readers);
    } else if (type instanceof NullType) {
      return (row, position) -> null;
    }
    throw CellReader.unexpected(
        type, "a struct, a map with strings as keys, or a string with JSON");
  }

  private static Map<String, @Nullable Object> entries(MapData map, CellReader value) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < map.numElements(); i++) {
      entries.put(
          map.keyArray().getUTF8String(i).toString(), value.readOrNull(map.valueArray(), i));
    }
    return entries;
  }

  private static Map<String, @Nullable Object> members(
      InternalRow row, StructField[] fields, CellReader[] readers) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i++) {
      members.put(fields[i].name(), readers[i].readOrNull(row, i));
    }
    return members;
  }
}
