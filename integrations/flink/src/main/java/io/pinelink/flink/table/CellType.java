package io.pinelink.flink.table;

import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryArrayData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column, and the conversion of its cells to values of an index and back. Values are
 * a String, a Boolean, a Long or Double, a List of Strings, a float[] of dense values, {@link
 * SparseValues}, or a Map of these by name.
 */
record CellType(LogicalType type, Form form) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long MILLIS_PER_DAY = 86_400_000;

  /** The form in which a column is stored. */
  enum Form {
    /** One value: a string, a number, a time in milliseconds since 1970, or a boolean. */
    SCALAR,
    STRINGS,
    DENSE,
    SPARSE,
    /** A ROW: its fields are values by their own names. */
    ROW,
    /** A MAP: its entries are values by their own names. */
    MAP
  }

  /** Returns the conversion of a type; empty if no index can store it. */
  static Optional<CellType> of(LogicalType type) {
    return Optional.ofNullable(form(type)).map(form -> new CellType(type, form));
  }

  private static @Nullable Form form(LogicalType type) {
    if (isScalar(type)) {
      return Form.SCALAR;
    }
    if (type instanceof ArrayType array) {
      LogicalType element = array.getElementType();
      if (element.is(LogicalTypeFamily.CHARACTER_STRING)) {
        return Form.STRINGS;
      }
      return element.is(LogicalTypeFamily.APPROXIMATE_NUMERIC) ? Form.DENSE : null;
    }
    if (type instanceof RowType row) {
      if (isSparse(row)) {
        return Form.SPARSE;
      }
      return row.getChildren().stream().allMatch(CellType::isEntry) ? Form.ROW : null;
    }
    return type instanceof MapType map
            && map.getKeyType().is(LogicalTypeFamily.CHARACTER_STRING)
            && isEntry(map.getValueType())
        ? Form.MAP
        : null;
  }

  private static boolean isEntry(LogicalType type) {
    Form form = form(type);
    return form == Form.SCALAR || form == Form.STRINGS;
  }

  private static boolean isScalar(LogicalType type) {
    return type.is(LogicalTypeFamily.CHARACTER_STRING)
        || type.is(LogicalTypeFamily.NUMERIC)
        || type.isAnyOf(
            LogicalTypeRoot.BOOLEAN,
            LogicalTypeRoot.DATE,
            LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE,
            LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
  }

  private static boolean isSparse(RowType row) {
    return row.getFieldCount() == 2
        && row.getTypeAt(0) instanceof ArrayType indices
        && indices.getElementType().isAnyOf(LogicalTypeRoot.BIGINT, LogicalTypeRoot.INTEGER)
        && row.getTypeAt(1) instanceof ArrayType values
        && values.getElementType().is(LogicalTypeFamily.APPROXIMATE_NUMERIC);
  }

  /** Returns the names of the fields of a ROW. */
  List<String> rowFields() {
    return ((RowType) type).getFieldNames();
  }

  RowData.FieldGetter getter(int position) {
    return RowData.createFieldGetter(type, position);
  }

  /**
   * Returns the value of a cell.
   *
   * @throws IllegalArgumentException if an array contains NULL
   */
  Object value(Object cell) {
    return switch (form) {
      case SCALAR -> scalar(type, cell);
      case STRINGS -> strings((ArrayData) cell);
      case DENSE -> floats(type, (ArrayData) cell);
      case SPARSE -> sparse((RowData) cell);
      case ROW -> fields((RowData) cell);
      case MAP -> entries((MapData) cell);
    };
  }

  private static Object entry(LogicalType type, Object cell) {
    return type instanceof ArrayType ? strings((ArrayData) cell) : scalar(type, cell);
  }

  private static Object scalar(LogicalType type, Object cell) {
    if (cell instanceof StringData text) {
      return text.toString();
    }
    if (cell instanceof DecimalData decimal) {
      BigDecimal number = decimal.toBigDecimal();
      return number.scale() <= 0 ? (Object) number.longValueExact() : number.doubleValue();
    }
    if (cell instanceof TimestampData time) {
      return time.getMillisecond();
    }
    if (cell instanceof Float || cell instanceof Double) {
      return ((Number) cell).doubleValue();
    }
    if (cell instanceof Number number) {
      return type.is(LogicalTypeRoot.DATE)
          ? number.longValue() * MILLIS_PER_DAY
          : number.longValue();
    }
    return cell;
  }

  private static List<String> strings(ArrayData array) {
    refuseNulls(array);
    List<String> strings = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      strings.add(array.getString(i).toString());
    }
    return strings;
  }

  private static float[] floats(LogicalType type, ArrayData array) {
    refuseNulls(array);
    if (((ArrayType) type).getElementType().is(LogicalTypeRoot.FLOAT)) {
      return array.toFloatArray();
    }
    float[] floats = new float[array.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) array.getDouble(i);
    }
    return floats;
  }

  private SparseValues sparse(RowData cell) {
    if (cell.isNullAt(0) || cell.isNullAt(1)) {
      throw new IllegalArgumentException("has NULL for its indices or values");
    }
    RowType row = (RowType) type;
    ArrayData indices = cell.getArray(0);
    refuseNulls(indices);
    float[] values = floats(row.getTypeAt(1), cell.getArray(1));
    return SparseValues.of(
        hasLongIndices(row)
            ? indices.toLongArray()
            : Arrays.stream(indices.toIntArray()).asLongStream().toArray(),
        values);
  }

  private static boolean hasLongIndices(RowType sparse) {
    return ((ArrayType) sparse.getTypeAt(0)).getElementType().is(LogicalTypeRoot.BIGINT);
  }

  private static void refuseNulls(ArrayData array) {
    if (array instanceof BinaryArrayData binary && !binary.anyNull()) {
      return; // checks 32 elements at a time
    }
    for (int i = 0; i < array.size(); i++) {
      if (array.isNullAt(i)) {
        throw new IllegalArgumentException("has NULL at position " + i);
      }
    }
  }

  private Map<String, Object> fields(RowData cell) {
    RowType row = (RowType) type;
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < row.getFieldCount(); i++) {
      Object field = RowData.createFieldGetter(row.getTypeAt(i), i).getFieldOrNull(cell);
      if (field != null) {
        fields.put(row.getFieldNames().get(i), entry(row.getTypeAt(i), field));
      }
    }
    return fields;
  }

  private Map<String, Object> entries(MapData cell) {
    LogicalType valueType = ((MapType) type).getValueType();
    ArrayData.ElementGetter values = ArrayData.createElementGetter(valueType);
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < cell.size(); i++) {
      Object value = values.getElementOrNull(cell.valueArray(), i);
      if (cell.keyArray().isNullAt(i)) {
        throw new IllegalArgumentException("has NULL as a key");
      }
      if (value != null) {
        entries.put(cell.keyArray().getString(i).toString(), entry(valueType, value));
      }
    }
    return entries;
  }

  /**
   * Returns the cell of a value that an index returned; numbers are Doubles.
   *
   * @throws IllegalArgumentException if the type cannot represent the value
   */
  Object cell(Object value) {
    return switch (form) {
      case SCALAR, STRINGS -> entryCell(type, value);
      case DENSE -> denseCell(type, value);
      case SPARSE -> sparseCell(value);
      case ROW -> rowCell(asMap(value));
      case MAP -> mapCell(asMap(value));
    };
  }

  private static Object entryCell(LogicalType type, Object value) {
    if (type instanceof ArrayType) {
      if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
        return new GenericArrayData(
            list.stream().map(text -> StringData.fromString((String) text)).toArray());
      }
    } else if (type.is(LogicalTypeFamily.CHARACTER_STRING)) {
      if (value instanceof String text) {
        return StringData.fromString(text);
      }
    } else if (type.is(LogicalTypeRoot.BOOLEAN)) {
      if (value instanceof Boolean) {
        return value;
      }
    } else if (value instanceof Number number) {
      return numberCell(type, number.doubleValue());
    }
    throw unexpected(type, value);
  }

  private static Object numberCell(LogicalType type, double number) {
    return switch (type.getTypeRoot()) {
      case TINYINT -> (byte) whole(type, number, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> (short) whole(type, number, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> (int) whole(type, number, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> whole(type, number, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> finite(type, (float) number);
      case DECIMAL -> decimal((DecimalType) type, number);
      case DATE -> day(type, number);
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          TimestampData.fromEpochMillis(whole(type, number, Long.MIN_VALUE, Long.MAX_VALUE));
      default -> number;
    };
  }

  private static long whole(LogicalType type, double number, long min, long max) {
    // As a float, the maximum of BIGINT is one more than it is.
    if (number != Math.rint(number) || number < min || number >= max + 1.0) {
      throw new IllegalArgumentException("is " + number + ", which is no " + type.getTypeRoot());
    }
    return (long) number;
  }

  private static int day(LogicalType type, double millis) {
    if (millis % MILLIS_PER_DAY != 0) {
      throw new IllegalArgumentException("is " + millis + ", which is within a day, expected DATE");
    }
    return (int) whole(type, millis / MILLIS_PER_DAY, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static float finite(LogicalType type, float number) {
    if (Float.isInfinite(number)) {
      throw new IllegalArgumentException("is beyond the range of " + type.getTypeRoot());
    }
    return number;
  }

  private static DecimalData decimal(DecimalType type, double number) {
    DecimalData decimal =
        DecimalData.fromBigDecimal(
            BigDecimal.valueOf(number), type.getPrecision(), type.getScale());
    if (decimal == null) {
      throw new IllegalArgumentException("is " + number + ", which is no " + type);
    }
    return decimal;
  }

  private static ArrayData denseCell(LogicalType type, Object value) {
    float[] floats;
    if (value instanceof DenseValues dense) {
      floats = dense.values();
    } else if (value instanceof float[] array) {
      floats = array;
    } else {
      throw unexpected(type, value);
    }
    if (((ArrayType) type).getElementType().is(LogicalTypeRoot.FLOAT)) {
      return new GenericArrayData(floats);
    }
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return new GenericArrayData(doubles);
  }

  private RowData sparseCell(Object value) {
    if (!(value instanceof SparseValues sparse)) {
      throw unexpected(type, value);
    }
    RowType row = (RowType) type;
    long[] indices = new long[sparse.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = sparse.index(i);
    }
    return GenericRowData.of(
        hasLongIndices(row) ? new GenericArrayData(indices) : new GenericArrayData(ints(indices)),
        denseCell(row.getTypeAt(1), sparse.values()));
  }

  private static int[] ints(long[] indices) {
    int[] ints = new int[indices.length];
    for (int i = 0; i < ints.length; i++) {
      if (indices[i] > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("has the index " + indices[i] + ", which is no INT");
      }
      ints[i] = (int) indices[i];
    }
    return ints;
  }

  private RowData rowCell(Map<?, ?> values) {
    RowType row = (RowType) type;
    GenericRowData cell = new GenericRowData(row.getFieldCount());
    for (int i = 0; i < row.getFieldCount(); i++) {
      Object value = values.get(row.getFieldNames().get(i));
      cell.setField(i, value == null ? null : entryCell(row.getTypeAt(i), value));
    }
    return cell;
  }

  /** Returns a MAP of the values that its type can represent. */
  private MapData mapCell(Map<?, ?> values) {
    LogicalType valueType = ((MapType) type).getValueType();
    Map<Object, Object> cell = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            entryIfRepresentable(valueType, value)
                .ifPresent(entry -> cell.put(StringData.fromString((String) name), entry)));
    return new GenericMapData(cell);
  }

  private static Optional<Object> entryIfRepresentable(LogicalType type, Object value) {
    try {
      return Optional.of(entryCell(type, value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Map<?, ?> asMap(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw unexpected(type, value);
  }

  /** The message has the kind of the value and not the value, which may be private. */
  private static IllegalArgumentException unexpected(LogicalType type, Object value) {
    String kind =
        value instanceof List<?>
            ? "a list"
            : value instanceof Number
                ? "a number"
                : value instanceof Map<?, ?>
                    ? "an object"
                    : "a " + value.getClass().getSimpleName();
    return new IllegalArgumentException("is " + kind + ", expected " + type.asSummaryString());
  }
}
