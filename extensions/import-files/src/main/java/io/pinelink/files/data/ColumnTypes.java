package io.pinelink.files.data;

import io.pinelink.model.SparseValues;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The types of columns that rows can have. */
final class ColumnTypes {
  private ColumnTypes() {}

  /**
   * Checks the type of a column.
   *
   * @throws IllegalArgumentException if no row can have such values
   */
  static void check(String file, Type type, RowShape<?> shape) {
    boolean isMetadata = shape.hasValueColumns() && type.getName().equals(VectorShape.METADATA);
    boolean isKnown =
        isScalar(type)
            || isListOf(type, ColumnTypes::isText)
            || isListOf(type, ColumnTypes::isFloat)
            || isSparse(type)
            || (isMetadata && isStruct(type));
    if (!isKnown) {
      throw new IllegalArgumentException(
          ("%s has column '%s' of type %s, expected strings, numbers, booleans, or"
                  + " lists of strings or floats; convert it or leave it out")
              .formatted(file, type.getName(), described(type)));
    }
  }

  private static String described(Type type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical != null) {
      return logical.toString();
    }
    return type.isPrimitive() ? type.asPrimitiveType().getPrimitiveTypeName().name() : "group";
  }

  private static boolean isStruct(Type type) {
    return isGroup(type)
        && type.asGroupType().getFields().stream()
            .allMatch(field -> isScalar(field) || isListOf(field, ColumnTypes::isText));
  }

  private static boolean isGroup(Type type) {
    return !type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED);
  }

  private static boolean isScalar(Type type) {
    return !type.isRepetition(Type.Repetition.REPEATED)
        && (isText(type) || isFloat(type) || isInteger(type) || isBoolean(type));
  }

  static boolean isText(Type type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return is(type, PrimitiveTypeName.BINARY)
        && (logical == null
            || logical instanceof StringLogicalTypeAnnotation
            || logical instanceof EnumLogicalTypeAnnotation
            || logical instanceof JsonLogicalTypeAnnotation);
  }

  static boolean isFloat(Type type) {
    return is(type, PrimitiveTypeName.FLOAT) || is(type, PrimitiveTypeName.DOUBLE);
  }

  private static boolean isInteger(Type type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return (is(type, PrimitiveTypeName.INT32) || is(type, PrimitiveTypeName.INT64))
        && (logical == null || logical instanceof IntLogicalTypeAnnotation);
  }

  static boolean isUnsigned(PrimitiveType type) {
    return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation number
        && !number.isSigned();
  }

  private static boolean isBoolean(Type type) {
    return is(type, PrimitiveTypeName.BOOLEAN);
  }

  private static boolean is(Type type, PrimitiveTypeName name) {
    return type.isPrimitive() && type.asPrimitiveType().getPrimitiveTypeName() == name;
  }

  private interface TypeTest {
    boolean test(Type type);
  }

  private static boolean isListOf(Type type, TypeTest element) {
    return isList(type) && element.test(element(type.asGroupType()));
  }

  /** Returns whether a type is a list: a group with one repeated entry that has one element. */
  static boolean isList(Type type) {
    if (!isGroup(type) || type.asGroupType().getFieldCount() != 1) {
      return false;
    }
    Type entry = type.asGroupType().getType(0);
    return entry.isRepetition(Type.Repetition.REPEATED)
        && (entry.isPrimitive() || entry.asGroupType().getFieldCount() == 1);
  }

  /** Returns the type of a list's elements. */
  static Type element(GroupType list) {
    Type entry = list.getType(0);
    return entry.isPrimitive() ? entry : entry.asGroupType().getType(0);
  }

  /** Returns whether a type has the indices and values of sparse values, and nothing else. */
  static boolean isSparse(Type type) {
    if (!isGroup(type) || type.asGroupType().getFieldCount() != 2) {
      return false;
    }
    GroupType group = type.asGroupType();
    return group.containsField("indices")
        && group.containsField("values")
        && isListOf(group.getType("indices"), ColumnTypes::isInteger)
        && isListOf(group.getType("values"), ColumnTypes::isFloat);
  }

  /** Returns the sparse values of a group; null if there are none. */
  static @Nullable SparseValues sparse(String name, Map<?, ?> group) throws InvalidRowException {
    List<?> indices = group.get("indices") instanceof List<?> list ? list : List.of();
    float[] values = group.get("values") instanceof float[] floats ? floats : new float[0];
    long[] positions = new long[indices.size()];
    for (int i = 0; i < positions.length; i++) {
      if (!(indices.get(i) instanceof Long index)) {
        throw new InvalidRowException("'" + name + ".indices' has null, expected whole numbers");
      }
      // The service's own files have unsigned 32-bit positions; some programs declare them signed.
      positions[i] = index < 0 && index >= Integer.MIN_VALUE ? index & 0xFFFF_FFFFL : index;
    }
    return JsonValues.sparse(name, positions, values);
  }
}
