package io.pinelink.server.internal.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a hosted model. Values are strings, doubles or booleans, as in requests.
 *
 * @param type {@code one_of}, {@code numeric_range} or {@code any}
 * @param valueType {@code string}, {@code integer}, {@code float} or {@code boolean}
 * @param allowedValues the allowed values of an enumeration; else empty
 * @param min the minimum of a range; null if there is none
 * @param max the maximum of a range; null if there is none
 * @param defaultValue the default; null if there is none
 */
public record ModelParameter(
    String name,
    String type,
    String valueType,
    boolean required,
    List<Object> allowedValues,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Object defaultValue) {

  /** Creates a required enumeration of strings. */
  static ModelParameter requiredOneOf(String name, String... allowed) {
    return new ModelParameter(
        name, "one_of", "string", true, List.<Object>of((Object[]) allowed), null, null, null);
  }

  /** Creates an enumeration of strings; the first is the default. */
  static ModelParameter oneOf(String name, String... allowed) {
    return new ModelParameter(
        name,
        "one_of",
        "string",
        false,
        List.<Object>of((Object[]) allowed),
        null,
        null,
        allowed[0]);
  }

  /** Creates an enumeration of integers; the first is the default. */
  static ModelParameter oneOf(String name, List<Integer> allowed) {
    List<Object> values = allowed.stream().<Object>map(Integer::doubleValue).toList();
    return new ModelParameter(name, "one_of", "integer", false, values, null, null, values.get(0));
  }

  /** Creates a range of integers; the maximum is the default. */
  static ModelParameter range(String name, double min, double max) {
    return new ModelParameter(name, "numeric_range", "integer", false, List.of(), min, max, max);
  }

  /** Creates a boolean parameter; false is the default. */
  static ModelParameter flag(String name) {
    return new ModelParameter(name, "any", "boolean", false, List.of(), null, null, false);
  }

  /** Returns whether the parameter accepts a value. */
  public boolean allows(@Nullable Object value) {
    return switch (type) {
      case "one_of" -> allowedValues.contains(value);
      case "numeric_range" -> isWithinRange(value);
      default -> value instanceof Boolean;
    };
  }

  private boolean isWithinRange(@Nullable Object value) {
    return value instanceof Double number
        && number == Math.rint(number)
        && (min == null || number >= min)
        && (max == null || number <= max);
  }
}
