package io.pinelink.server.internal.store;

/**
 * The 8-bit codes of the dense values of the records of a {@link RecordBlock}.
 *
 * <p>A record's values are about {@code scale × code}, and its error is an upper bound of the
 * Euclidean norm of the difference. The codes of four positions share an int, and all records'
 * codes of these positions are adjacent, so that the compiler vectorizes a loop over records.
 */
final class CodeBlock {
  /** The number of positions whose codes share an int. */
  static final int GROUP = 4;

  static final int MAX_CODE = 127;

  /** The norm of a record that does not have dense values of the dimension. */
  private static final double NO_VALUES = -1;

  private final int dimension;
  private final int[][] codes;
  private final float[] scales;
  private final float[] errors;
  private final double[] norms;

  CodeBlock(int dimension, int size) {
    this.dimension = dimension;
    codes = new int[groups(dimension)][size];
    scales = new float[size];
    errors = new float[size];
    norms = new double[size];
  }

  static int groups(int dimension) {
    return (dimension + GROUP - 1) / GROUP;
  }

  /** Returns a bound of the relative rounding errors of a sum of products of all positions. */
  static double rounding(int dimension) {
    return (dimension + 64) * 0x1p-52;
  }

  void set(int slot, StoredVector vector) {
    float[] values = vector.values();
    if (values.length != dimension) {
      norms[slot] = NO_VALUES;
      return;
    }
    float scale = (float) ((double) largest(values) / MAX_CODE);
    scales[slot] = scale;
    errors[slot] =
        Math.nextUp((float) (encode(slot, values, scale) * (1 + rounding(values.length))));
    norms[slot] = ExactKernel.norm(values);
  }

  /** Returns the largest absolute value. */
  static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      float size = Math.abs(value);
      // Faster than Math.max, which is careful about values that are not numbers.
      if (size > largest) {
        largest = size;
      }
    }
    return largest;
  }

  /** Writes the codes of values, and returns the norm of the difference. */
  private double encode(int slot, float[] values, float scale) {
    double inverse = 1.0 / scale;
    double even = 0;
    double odd = 0;
    int whole = values.length / GROUP;
    for (int group = 0; group < whole; group++) {
      int first = group * GROUP;
      int code0 = code(values[first] * inverse);
      int code1 = code(values[first + 1] * inverse);
      int code2 = code(values[first + 2] * inverse);
      int code3 = code(values[first + 3] * inverse);
      codes[group][slot] =
          (code0 & 0xFF) | (code1 & 0xFF) << 8 | (code2 & 0xFF) << 16 | code3 << 24;
      even += square(values[first], scale, code0) + square(values[first + 2], scale, code2);
      odd += square(values[first + 1], scale, code1) + square(values[first + 3], scale, code3);
    }
    int packed = 0;
    for (int i = whole * GROUP; i < values.length; i++) {
      int code = code(values[i] * inverse);
      packed |= (code & 0xFF) << (Byte.SIZE * (i % GROUP));
      even += square(values[i], scale, code);
    }
    if (whole < codes.length) {
      codes[whole][slot] = packed;
    }
    return Math.sqrt(even + odd);
  }

  /** Returns the square of a difference: the product is exact, and the rest is rounded. */
  private static double square(float value, float scale, int code) {
    double difference = value - (double) scale * code;
    return difference * difference;
  }

  /**
   * Returns the nearest code, or any code for a number that is too large or not a number: the error
   * is measured. Numbers are shifted to be positive, because a cast rounds towards zero.
   */
  private static int code(double number) {
    int code = (int) (number + (MAX_CODE + 1.5)) - (MAX_CODE + 1);
    return Math.max(-MAX_CODE, Math.min(MAX_CODE, code));
  }

  /** Returns whether a record has dense values of the dimension. */
  boolean isCoded(int slot) {
    return norms[slot] != NO_VALUES;
  }

  float scale(int slot) {
    return scales[slot];
  }

  /** Returns an upper bound of the norm of the difference; NaN if values are not finite. */
  float error(int slot) {
    return errors[slot];
  }

  /** Returns the norm of a record's values, as {@link ExactKernel#norm} computes it. */
  double norm(int slot) {
    return norms[slot];
  }

  /**
   * Replaces sums, one for each slot, by the integer products of the query's codes with the codes
   * of each record.
   */
  void multiply(short[] query, int[] sums) {
    IntegerKernel.multiply(codes, query, sums);
  }
}
