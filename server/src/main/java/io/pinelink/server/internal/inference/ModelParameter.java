package io.pinelink.server.internal.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a hosted model can be told. Values are strings, doubles or booleans, as in
 * requests.
 *
 * @param type {@code one_of}, {@code numeric_range} or {@code any}
 * @param valueType {@code string}, {@code integer}, {@code float} or {@code boolean}
 * @param allowedValues what it may be if it is one of a few; else empty
 * @param min the least number of a range; null without one
 * @param max the greatest number of a range; null without one
 * @param defaultValue what it is if it is not told; null if there is none
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

  /** One of a few, which must be told. */
  static ModelParameter requiredOneOf(String name, String... allowed) {
    return new ModelParameter(
        name, "one_of", "string", true, List.<Object>of((Object[]) allowed), null, null, null);
  }

  /** One of a few texts, the first unless told. */
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

  /** One of a few whole numbers, the first unless told. */
  static ModelParameter oneOf(String name, List<Integer> allowed) {
    List<Object> values = allowed.stream().<Object>map(Integer::doubleValue).toList();
    return new ModelParameter(name, "one_of", "integer", false, values, null, null, values.get(0));
  }

  /** A whole number within bounds, the greatest unless told. */
  static ModelParameter range(String name, double min, double max) {
    return new ModelParameter(name, "numeric_range", "integer", false, List.of(), min, max, max);
  }

  /** Yes or no; no unless told. */
  static ModelParameter flag(String name) {
    return new ModelParameter(name, "any", "boolean", false, List.of(), null, null, false);
  }

  /** Whether it can be told this. */
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
