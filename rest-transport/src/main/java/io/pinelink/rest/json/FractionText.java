package io.pinelink.rest.json;

/**
 * The shortest text of the floats between 2^-16 and 1 that are not powers of two, such as {@code
 * 0.012345679}: nearly all values of embeddings. It is the text that {@link FloatText} finds for
 * all floats, in half of the time.
 *
 * <p>Such a float is a whole number of units in the last place. In units of the last decimal digit,
 * these have at most 27 bits after the point, such as {@code 2^-24 * 10^8 = 5^8 * 2^-16}, so that a
 * 64-bit product is the exact value of the float. The decimals that denote it are less than half a
 * unit in the last place away. None is just as far, because a power of five is odd: whether the
 * bounds denote the float does not matter.
 */
final class FractionText {
  private static final int FRACTION = (1 << 23) - 1;
  private static final int BIAS = 150;

  /** The biased exponent of 2^-16; some of the smaller floats are written with an exponent. */
  private static final int MIN_EXPONENT = 111;

  /** The biased exponent of the largest floats below 1. */
  private static final int MAX_EXPONENT = 126;

  /** The bits after the point. */
  private static final int POINT = 32;

  private static final long ONE = 1L << POINT;
  private static final long TEN = 10 * ONE;

  /** A unit in the last place by exponent, in units of the last decimal digit; otherwise zero. */
  private static final long[] UNITS = new long[256];

  /** The number of decimals by exponent, up to the last digit. */
  private static final byte[] DECIMALS = new byte[256];

  /** The bits that turn eight digits into characters; of eight decimals, the first is the point. */
  private static final long[] CHARACTERS = new long[256];

  /** The beginnings of the text by sign: {@code 0.000000} and {@code -0.00000}. */
  private static final long[] BEGINNINGS = {0x30303030_30302E30L, 0x30303030_302E302DL};

  static {
    for (int exponent = MIN_EXPONENT; exponent <= MAX_EXPONENT; exponent++) {
      int power = exponent - BIAS;
      int decimals = -FloatText.log10OfPowerOf2(power);
      long powerOf5 = 1;
      for (int i = 0; i < decimals; i++) {
        powerOf5 *= 5;
      }
      UNITS[exponent] = powerOf5 << (POINT + power + decimals);
      DECIMALS[exponent] = (byte) decimals;
      CHARACTERS[exponent] = decimals == Long.BYTES ? Digits.ZEROS - '0' + '.' : Digits.ZEROS;
    }
  }

  private FractionText() {}

  /** Returns whether floats with these parts can be written, by their biased exponent. */
  static boolean covers(int fraction, int exponent) {
    return fraction != 0 && UNITS[exponent] != 0;
  }

  /**
   * Writes a float that {@link #covers} accepts. There is no branch, since the processor could not
   * predict it.
   *
   * @param bits the float
   * @param into as for {@link FloatText#write}
   * @return the position after the last byte
   */
  static int write(int bits, byte[] into, int begin) {
    int exponent = (bits >>> 23) & 0xFF;
    long unit = UNITS[exponent];
    long half = unit >>> 1;
    long value = unit * ((bits & FRACTION) | (FRACTION + 1));

    long down = ((value >>> POINT) * 3_435_973_837L) >>> 35; // divided by ten, exact for 32 bits
    long rest = value - down * TEN;
    long beyondLow = rest - half;
    long beyondHigh = TEN - half - rest;
    long tens = down + (beyondHigh >>> 63);
    int isTen = (int) ((beyondLow | beyondHigh) >> 63);
    long toEven = (rest >>> POINT) & 1;
    long last = (rest + (ONE / 2 - 1) + toEven) >>> POINT;

    int sign = bits >>> 31;
    long digits = Digits.values(tens);
    int at = begin + sign + DECIMALS[exponent] - 7;
    FloatText.EIGHT_BYTES.set(into, begin, BEGINNINGS[sign]);
    FloatText.EIGHT_BYTES.set(into, at, digits | CHARACTERS[exponent]);
    into[at + Long.BYTES] = (byte) ('0' + last);
    int zeros = Long.numberOfLeadingZeros(digits) >>> 3;
    return at + Long.BYTES + 1 - ((zeros + 1) & isTen);
  }
}
