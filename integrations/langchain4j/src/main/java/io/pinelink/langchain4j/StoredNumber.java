package io.pinelink.langchain4j;

import java.util.Set;

/** Converts numbers to and from the 64-bit floats of the service. */
final class StoredNumber {
  /** The magnitude up to which a 64-bit float represents every whole number. */
  private static final double EXACT = 0x1p53;

  private static final Set<Class<?>> WHOLE =
      Set.of(Byte.class, Short.class, Integer.class, Long.class);
  private static final Set<Class<?>> FRACTIONAL = Set.of(Float.class, Double.class);

  private StoredNumber() {}

  /**
   * Returns the number that the service stores.
   *
   * @param name what the number is, for messages
   * @throws IllegalArgumentException if it is a whole number that would be read back as another
   *     one, is not finite, or is of another type than Byte, Short, Integer, Long, Float and Double
   */
  static double of(String name, Number number) {
    double stored = number.doubleValue();
    if (WHOLE.contains(number.getClass())) {
      // Long.MAX_VALUE is stored as 2^63, and read back as Long.MAX_VALUE.
      if ((long) stored != number.longValue()) {
        throw new IllegalArgumentException(
            "%s is %s, which Pinecone would round to %s, expected at most 2^53: use a string"
                .formatted(name, number, (long) stored));
      }
    } else if (!FRACTIONAL.contains(number.getClass())) {
      throw new IllegalArgumentException(
          "%s is of type %s, expected an Integer, Long, Float or Double"
              .formatted(name, number.getClass().getSimpleName()));
    } else if (!Double.isFinite(stored)) {
      throw new IllegalArgumentException(name + " is " + number + ", expected a finite number");
    }
    return stored;
  }

  /** Returns a stored number as an Integer or a Long if it is whole, and otherwise as a Double. */
  static Number read(double stored) {
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
