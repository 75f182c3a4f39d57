package io.pinelink.rest.json;

/**
 * The float nearest to a decimal, computed from its digits in double arithmetic. The error of that
 * is a few units in the last place of a double, so the result determines the nearest float unless
 * it lies that close to the middle of two. In that case all methods return NaN, as they do for a
 * text of another form.
 */
final class Decimal {
  private static final long EIGHT_DIGITS = 100_000_000;

  private static final int MAX_POWER = 60;

  /** Powers of ten from {@code -MAX_POWER} on, each as the nearest double. */
  private static final double[] POWERS = new double[2 * MAX_POWER + 1];

  static {
    for (int n = 0; n < POWERS.length; n++) {
      POWERS[n] = Double.parseDouble("1e" + (n - MAX_POWER));
    }
  }

  /** The number of digits after the point that determine nearly all floats. */
  private static final int MAX_FRACTION = 16;

  /** The bits of a double that do not fit a float; {@code MIDDLE} is their value halfway. */
  private static final int LOST_BITS = (1 << 29) - 1;

  private static final int MIDDLE = 1 << 28;

  /** More than the error of three roundings, each at most one unit in the last place. */
  private static final int DOUBT = 8;

  private Decimal() {}

  /**
   * Returns the value of one digit, a point and 6 to 13 more digits.
   *
   * @param in is read up to 16 bytes from {@code begin} on
   * @param end the position after the last digit, from 7 to 15 bytes after {@code begin}
   */
  static float ofUsual(byte[] in, int begin, int end) {
    // Seven bytes can only be a shorter number and its comma, which is no digit.
    return ofMasked(in, begin, -1, Digits.mask(end - begin - Long.BYTES));
  }

  /**
   * Returns the value of one digit, a point and up to 14 more digits. Zeros follow them, so that
   * the power of ten is always the same.
   *
   * @param first a mask of the number in the first eight characters
   * @param next a mask of the number in the next eight characters
   */
  private static float ofMasked(byte[] in, int begin, long first, long next) {
    long text = Digits.word(in, begin);
    // The digit before the point takes the place of the point.
    long pointless = (text & ~0xFFL) - ('.' << 8) + ((text & 0xFF) << 8);
    long upper = (pointless ^ Digits.ZEROS << 8) & first;
    long lower = (Digits.word(in, begin + Long.BYTES) ^ Digits.ZEROS) & next;
    if ((byte) (text >>> 8) != '.' || !Digits.areDigits(upper, lower)) {
      return Float.NaN;
    }
    double value = (EIGHT_DIGITS * Digits.number(upper) + Digits.number(lower)) * 1e-14;
    return isInDoubt(value) ? Float.NaN : (float) value;
  }

  /**
   * Returns the value of one digit, a point and more digits, with or without an exponent of one
   * digit, such as {@code E-4}, or of a whole number of up to seven digits.
   *
   * @param in is read up to 18 bytes from {@code begin} on
   * @param end the position after the last character
   */
  static float of(byte[] in, int begin, int end) {
    int length = end - begin;
    if (length < 3 || in[begin + 1] != '.') {
      return length > 0 && length < Long.BYTES ? ofWhole(in, begin, length) : Float.NaN;
    }
    if (length < Long.BYTES) {
      float value = ofMasked(in, begin, Digits.mask(length), 0);
      if (!Float.isNaN(value)) {
        return value;
      }
    }
    boolean small =
        (in[end - 3] | 0x20) == 'e' && in[end - 2] == '-' && Digits.isDigit(in[end - 1]);
    return small ? ofPointed(in, begin, end - 3, '0' - in[end - 1]) : ofPointed(in, begin, end, 0);
  }

  /** Returns the value of one to seven digits, which is always exactly a float. */
  private static float ofWhole(byte[] in, int begin, int length) {
    long digits = (Digits.word(in, begin) ^ Digits.ZEROS) << ((Long.BYTES - length) << 3);
    boolean leadingZero = length > 1 && in[begin] == '0';
    return leadingZero || !Digits.areDigits(digits, 0) ? Float.NaN : Digits.number(digits);
  }

  private static float ofPointed(byte[] in, int begin, int end, int exponent) {
    int fraction = end - begin - 2;
    int more = fraction - Long.BYTES;
    long first =
        (Digits.word(in, begin + 2) ^ Digits.ZEROS) & (more < 0 ? Digits.mask(fraction) : -1);
    long next =
        more <= 0
            ? 0
            : (Digits.word(in, begin + 2 + Long.BYTES) ^ Digits.ZEROS)
                & (more < Long.BYTES ? Digits.mask(more) : -1);
    if (fraction < 1 || !Digits.isDigit(in[begin]) || !Digits.areDigits(first, next)) {
      return Float.NaN;
    }
    long digits =
        (EIGHT_DIGITS * (in[begin] - '0') + Digits.number(first)) * EIGHT_DIGITS
            + Digits.number(next);
    float value = nearest(digits, exponent - MAX_FRACTION);
    for (int i = MAX_FRACTION; i < fraction; i++) {
      if (!Digits.isDigit(in[begin + 2 + i])) {
        return Float.NaN;
      }
    }
    // All decimals that begin with these digits denote the same float if the first and last do.
    return fraction <= MAX_FRACTION || value == nearest(digits + 1, exponent - MAX_FRACTION)
        ? value
        : Float.NaN;
  }

  /** Returns the float nearest to {@code digits * 10^exponent}. */
  static float nearest(long digits, int exponent) {
    if (digits == 0) {
      return 0;
    }
    if (Math.abs(exponent) > MAX_POWER) {
      return Float.NaN;
    }
    // A product even below one, since a division takes longer than the rest.
    double value = digits * POWERS[MAX_POWER + exponent];
    return value < Float.MIN_NORMAL || isInDoubt(value) ? Float.NaN : (float) value;
  }

  private static boolean isInDoubt(double value) {
    int lost = (int) Double.doubleToRawLongBits(value) & LOST_BITS;
    return Math.abs(lost - MIDDLE) < DOUBT;
  }
}
