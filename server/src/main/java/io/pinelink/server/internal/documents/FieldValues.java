package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of fields, converted from plain JSON values and checked. */
final class FieldValues {
  private static final double MAX_INDEX = 0xFFFF_FFFFL;

  private FieldValues() {}

  /** Returns dense values, of which at least one is not zero. */
  static float[] dense(@Nullable Object value, int dimension) {
    return checkedDense(floats(value), dimension);
  }

  /** Checks dense values, of which at least one is not zero. */
  static void checkDense(float[] values, int dimension) {
    Validation.checkFinite(values);
    checkedDense(values, dimension);
  }

  private static float[] checkedDense(float[] values, int dimension) {
    if (Validation.isZero(sized(values, dimension))) {
      throw RpcException.invalid(
          "dense values must contain at least one non-zero value: values below 1e-8 count as zero");
    }
    return values;
  }

  /** Returns the dense values of a query, which may be zero. */
  static float[] queryValues(@Nullable Object value, int dimension) {
    return sized(floats(value), dimension);
  }

  private static float[] sized(float[] values, int dimension) {
    if (values.length != dimension) {
      throw RpcException.invalid(
          values.length + " values do not match the dimension " + dimension + " of the field");
    }
    return values;
  }

  /** Returns sparse values of 1 to 2048 entries. */
  static SparsePart sparse(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> members)
        || !members.keySet().equals(Set.of("indices", "values"))) {
      throw RpcException.invalid(
          "expected sparse values, an object of 'indices' and 'values' only");
    }
    SparsePart sparse =
        SparsePart.of(indices(members.get("indices")), floats(members.get("values")));
    if (sparse == null) {
      throw RpcException.invalid("sparse values are empty, expected 1 to 2048 entries");
    }
    return sparse;
  }

  private static int[] indices(@Nullable Object value) {
    List<Double> numbers = numbers(value);
    int[] indices = new int[numbers.size()];
    for (int i = 0; i < indices.length; i++) {
      double number = numbers.get(i);
      if (number != Math.rint(number) || number < 0 || number > MAX_INDEX) {
        throw RpcException.invalid(
            "sparse indices must be whole numbers from 0 to 4294967295, got "
                + PlainJson.text(number));
      }
      indices[i] = (int) (long) number;
    }
    return indices;
  }

  private static float[] floats(@Nullable Object value) {
    List<Double> numbers = numbers(value);
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    Validation.checkFinite(floats);
    return floats;
  }

  private static List<Double> numbers(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw RpcException.invalid("expected a list of numbers");
    }
    List<Double> numbers = new ArrayList<>(list.size());
    for (Object element : list) {
      if (!(element instanceof Double number)) {
        throw RpcException.invalid("expected a list of numbers, got " + PlainJson.text(element));
      }
      numbers.add(number);
    }
    return numbers;
  }

  /** Returns the value of a field that the schema does not declare. */
  static Object metadata(Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return number;
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return List.copyOf(list);
    }
    throw RpcException.invalid(
        "expected a string, a number, a boolean or a list of strings, as the schema of the index"
            + " does not declare the field");
  }
}
