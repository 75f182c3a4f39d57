package io.pinelink.rest.json;

/**
 * Upper bounds for the length of floats as text, one for each sign and exponent.
 *
 * <p>The digits of a float end at the power of ten that its exponent determines, or before. So its
 * length is at most the length of a decimal which begins with the first digit of the float and ends
 * there. Floats with the same exponent begin at one of two powers of ten, or of eight if they are
 * subnormal, and the longer counts. A power of two may have a further digit, so the text of each is
 * measured. Whole numbers, which vectors of bytes consist of, have shorter bounds of their own.
 */
final class FloatLengthBound {
  private static final int FRACTION_BITS = 23;
  private static final int EXPONENTS = 256;
  private static final int MIN_EXPONENT = -126;
  private static final int BIAS = 127;

  /** The exponent of the smallest subnormal float. */
  private static final int LOWEST = MIN_EXPONENT - FRACTION_BITS;

  /** Indexed by the sign and the exponent as a float stores them. */
  private static final byte[] ANY = new byte[2 * EXPONENTS];

  private static final byte[] WHOLE = new byte[2 * EXPONENTS];

  static {
    for (int stored = 0; stored < EXPONENTS - 1; stored++) {
      int power = Math.max(stored - BIAS, MIN_EXPONENT);
      int lastDigit = FloatText.log10OfPowerOf2(power - FRACTION_BITS);
      int lowest = FloatText.log10OfPowerOf2(stored == 0 ? LOWEST : power);
      // Rounding does not reach the next power of ten: no power of two is close enough below one.
      int highest = FloatText.log10OfPowerOf2(power + 1);
      int length = 0;
      for (int first = lowest; first <= highest; first++) {
        length =
            Math.max(length, length(first, Math.min(FloatText.MAX_DIGITS, first - lastDigit + 1)));
      }
      length = Math.max(length, lengthOfPower(power));
      set(ANY, stored, length);
      set(WHOLE, stored, power < 0 || power > FRACTION_BITS ? length : ofWhole(highest));
    }
    set(WHOLE, 0, ofWhole(0)); // zero itself
  }

  private FloatLengthBound() {}

  private static void set(byte[] bounds, int stored, int length) {
    bounds[stored] = (byte) length;
    bounds[EXPONENTS + stored] = (byte) (1 + length);
  }

  private static int lengthOfPower(int power) {
    return FloatText.write(Math.scalb(1f, power), new byte[FloatText.MAX_LENGTH], 0);
  }

  /**
   * Returns the length of a decimal.
   *
   * @param first the power of ten of its first digit
   */
  private static int length(int first, int digits) {
    if (first < 0 && first >= FloatText.MIN_PLAIN_EXPONENT) {
      return "0.".length() - 1 - first + digits;
    }
    if (first >= 0 && first < FloatText.MAX_DIGITS) {
      return Math.max(ofWhole(first), digits + ".".length());
    }
    int point = digits > 1 ? 1 : 0;
    int exponent = String.valueOf(first).length();
    return digits + point + "E".length() + exponent;
  }

  private static int ofWhole(int first) {
    return first + 1 + ".0".length();
  }

  /** Returns the bound for finite floats with commas between them. */
  static long of(int count, FloatAt values) {
    long length = Math.max(0, count - 1);
    for (int i = 0; i < count; i++) {
      float value = values.at(i);
      byte[] bounds = value == (int) value ? WHOLE : ANY;
      length += bounds[Float.floatToRawIntBits(value) >>> FRACTION_BITS];
    }
    return length;
  }
}
