package io.pinelink.springai;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Converts single values of metadata and filters to and from the types that the service stores. */
final class ScalarValue {
  /** The magnitude up to which a 64-bit float represents every whole number. */
  private static final double EXACT = 0x1p53;

  private ScalarValue() {}

  /**
   * Returns a value as a String, Boolean, Long or Double. The classes {@code Metadata} and {@code
   * Filter} of the client check the range of numbers.
   *
   * @param name what the value is, for messages
   * @throws IllegalArgumentException if the service has no such value
   */
  static Object of(String name, @Nullable Object value) {
    if (value instanceof String || value instanceof UUID) {
      return value.toString();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value == null) {
      throw new IllegalArgumentException(
          name + " is null, expected a string, number or boolean, which the service can store");
    }
    throw new IllegalArgumentException(
        "%s is of type %s, expected a String, UUID, enum, Boolean, Integer, Long, Float or Double"
            .formatted(name, value.getClass().getSimpleName()));
  }

  /** Returns a stored number as an Integer or a Long if it is whole, and otherwise as a Double. */
  static Number number(double stored) {
    if (stored != Math.rint(stored) || Math.abs(stored) > EXACT) {
      return stored;
    }
    long whole = (long) stored;
    if (whole == (int) whole) {
      return (int) whole;
    }
    return whole;
  }
}
