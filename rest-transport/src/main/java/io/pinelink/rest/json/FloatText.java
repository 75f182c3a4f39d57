package io.pinelink.rest.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * The shortest decimal text of a float: as few digits as distinguish it from its neighbours, and of
 * texts with that length the nearest to it.
 *
 * <p>The algorithm is from Raffaello Giulietti, <i>The Schubfach way to render doubles</i> (2020).
 * All decimals between the middles to the two neighbours denote the float. Scaled by a power of
 * ten, the length of that interval is from one to ten. So it contains at most one multiple of ten,
 * which is shorter, and at least one whole number. One 64-bit product computes each bound.
 */
public final class FloatText {
  /**
   * The bytes that a float may change in the target: its text has at most 16, such as {@code
   * -0.0000123456789}, and is written in steps of eight.
   */
  public static final int MAX_LENGTH = 24;

  /** Access to eight bytes of an array at once; the first one is the lowest. */
  static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int FRACTION_BITS = 23;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int EXPONENT = 0xFF;
  private static final int BIAS = 150;

  /** The powers of ten for the units of the smallest and of the largest float. */
  private static final int MIN_POWER_OF_10 = -45;

  private static final int MAX_POWER_OF_10 = 31;

  /** The values 10^-k for each power of ten k, in 63 bits, rounded up. */
  private static final long[] SCALES = scales();

  private static final double LOG10_OF_2 = Math.log10(2);
  private static final double LOG10_OF_3_QUARTERS = Math.log10(0.75);
  private static final int SCALE_BITS = 62;
  private static final int LOW_BITS = 31;
  private static final long LOW = (1L << LOW_BITS) - 1;

  /** The number of digits that distinguish any float from its neighbours. */
  static final int MAX_DIGITS = 9;

  /** The smallest power of ten of a first digit that is written without an exponent. */
  static final int MIN_PLAIN_EXPONENT = -5;

  private static final int[] POWERS_OF_10 = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  /** The text {@code 0.000000}. */
  private static final long ZERO_POINT_ZEROS = 0x30303030_30302E30L;

  private FloatText() {}

  private static long[] scales() {
    long[] scales = new long[MAX_POWER_OF_10 - MIN_POWER_OF_10 + 1];
    for (int i = 0; i < scales.length; i++) {
      int power = -(MIN_POWER_OF_10 + i);
      int shift = SCALE_BITS - log2OfPowerOf10(power);
      BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
      BigInteger scale =
          power >= 0 ? shifted(ten, shift) : shifted(BigInteger.ONE, shift).divide(ten);
      scales[i] = scale.longValueExact() + 1;
    }
    return scales;
  }

  private static BigInteger shifted(BigInteger value, int left) {
    return left >= 0 ? value.shiftLeft(left) : value.shiftRight(-left);
  }

  /** Returns the logarithm, rounded down; exact for all powers that occur, and many more. */
  private static int log2OfPowerOf10(int power) {
    return (power * 1_741_647) >> 19;
  }

  /** Returns the logarithm, rounded down, as above. */
  static int log10OfPowerOf2(int power) {
    return (power * 315_653) >> 20;
  }

  /**
   * Writes a finite float.
   *
   * @param into has room for {@link #MAX_LENGTH} bytes from {@code begin} on; those after the text
   *     are overwritten, too
   * @return the position after the last byte
   */
  public static int write(float value, byte[] into, int begin) {
    int bits = Float.floatToRawIntBits(value);
    int fraction = bits & FRACTION;
    int exponent = (bits >>> FRACTION_BITS) & EXPONENT;
    if (FractionText.covers(fraction, exponent)) {
      return FractionText.write(bits, into, begin);
    }
    into[begin] = '-';
    int at = begin + (bits >>> 31);
    return fraction == 0 || exponent == 0
        ? writeUneven(fraction, exponent, into, at)
        : writeEven(fraction | (1 << FRACTION_BITS), exponent - BIAS, into, at);
  }

  /**
   * Writes {@code units * 2^power}, where both neighbours are equally far, as nearly always. This
   * method has no branch that depends on the digits, since the processor could not predict it.
   */
  private static int writeEven(int units, int power, byte[] into, int at) {
    int ten = log10OfPowerOf2(power);
    int digits = evenDigits(units, power, ten);
    return writeDecimal(digits, evenCount(digits), ten, MAX_DIGITS, into, at);
  }

  /** Returns the number of digits, which is 7 to 9. */
  private static int evenCount(int digits) {
    return 7 + ((9_999_999 - digits) >>> 31) + ((99_999_999 - digits) >>> 31);
  }

  /**
   * Returns the shortest decimal, in units of {@code 10^ten}, of a float whose neighbours are
   * equally far. Then the decimal nearest to the float is in the interval if any of its length is.
   */
  private static int evenDigits(int units, int power, int ten) {
    long scale = SCALES[ten - MIN_POWER_OF_10];
    int shift = power + log2OfPowerOf10(-ten) + LOW_BITS + 2;

    // All values in quarters of 10^ten, so that middles between floats are integers too.
    long quarters = (long) units << 2;
    int value = scaled(scale, quarters << shift);
    // A middle is rounded to its even neighbour.
    int open = units & 1;
    int low = scaled(scale, (quarters - 2) << shift) + open;
    int high = scaled(scale, (quarters + 2) << shift) - open;

    int nearestTen = (value + 20) / 40 * 10;
    int nearest = (value + 1 + ((value >>> 2) & 1)) >>> 2;
    int tenInQuarters = nearestTen << 2;
    int ifOutside = ((tenInQuarters - low) | (high - tenInQuarters)) >> 31;
    return (nearest & ifOutside) | (nearestTen & ~ifOutside);
  }

  /** Writes a power of two, whose lower neighbour is nearer, a subnormal float, or zero. */
  private static int writeUneven(int fraction, int exponent, byte[] into, int at) {
    if (fraction == 0 && exponent == 0) {
      into[at] = '0';
      into[at + 1] = '.';
      into[at + 2] = '0';
      return at + 3;
    }
    boolean narrow = isNarrow(fraction, exponent);
    int units = exponent == 0 ? fraction : fraction | (1 << FRACTION_BITS);
    int power = Math.max(exponent, 1) - BIAS;
    int ten = narrow ? narrowUnit(power) : log10OfPowerOf2(power);
    int digits = unevenDigits(units, power, narrow, ten);
    return writeDecimal(digits, count(digits), ten, MAX_DIGITS, into, at);
  }

  /** Returns whether the lower neighbour of a float is nearer than the upper one. */
  private static boolean isNarrow(int fraction, int exponent) {
    return fraction == 0 && exponent > 1;
  }

  private static int narrowUnit(int power) {
    return (int) Math.floor(power * LOG10_OF_2 + LOG10_OF_3_QUARTERS);
  }

  private static int count(int digits) {
    int count = 1;
    while (digits >= POWERS_OF_10[count]) {
      count++;
    }
    return count;
  }

  /** Returns the shortest decimal, in units of {@code 10^ten}. */
  private static int unevenDigits(int units, int power, boolean narrow, int ten) {
    long scale = SCALES[ten - MIN_POWER_OF_10];
    int shift = power + log2OfPowerOf10(-ten) + LOW_BITS + 2;

    long quarters = (long) units << 2;
    int open = units & 1;
    int value = scaled(scale, quarters << shift);
    int low = scaled(scale, (quarters - (narrow ? 1 : 2)) << shift) + open;
    int high = scaled(scale, (quarters + 2) << shift) - open;
    return shortest(value, low, high);
  }

  private static int shortest(int value, int low, int high) {
    int down = value >> 2;
    if (down >= 100) {
      int tensDown = down / 10 * 10;
      boolean downFits = low <= (tensDown << 2);
      boolean upFits = ((tensDown + 10) << 2) <= high;
      if (downFits != upFits) {
        return downFits ? tensDown : tensDown + 10;
      }
    }
    boolean downFits = low <= (down << 2);
    boolean upFits = ((down + 1) << 2) <= high;
    if (downFits != upFits) {
      return downFits ? down : down + 1;
    }
    int beyondMiddle = value - ((2 * down + 1) << 1);
    return beyondMiddle < 0 || (beyondMiddle == 0 && (down & 1) == 0) ? down : down + 1;
  }

  /**
   * Returns the upper part of a product. Its last bit is set if bits are lost, to keep the order.
   */
  private static int scaled(long scale, long shifted) {
    long product = Math.multiplyHigh(scale, shifted);
    return (int) (product >>> LOW_BITS) | (int) (((product & LOW) + LOW) >>> LOW_BITS);
  }

  /**
   * Writes {@code digits * 10^lastExponent}, without zeros at the end.
   *
   * @param count the number of digits
   * @param maxWhole the maximum number of digits before the point without an exponent
   */
  private static int writeDecimal(
      int digits, int count, int lastExponent, int maxWhole, byte[] into, int at) {
    long nine = (long) digits * POWERS_OF_10[MAX_DIGITS - count];
    long one = (nine * 1_441_151_881L) >>> 57; // divided by 10^8, exact for nine digits
    long others = Digits.values(nine - one * 100_000_000);
    int significant = MAX_DIGITS - (Long.numberOfLeadingZeros(others) >>> 3);
    long text = others | Digits.ZEROS;
    int first = lastExponent + count - 1;
    if (first < 0 && first >= MIN_PLAIN_EXPONENT) {
      EIGHT_BYTES.set(into, at, ZERO_POINT_ZEROS);
      int begin = at + 1 - first;
      into[begin] = (byte) ('0' + one);
      EIGHT_BYTES.set(into, begin + 1, text);
      return begin + significant;
    }
    into[at] = (byte) ('0' + one);
    return first >= 0 && first < maxWhole
        ? writePointed(text, significant, first, into, at)
        : writeWithExponent(text, significant, first, into, at);
  }

  /** Writes the digits after the first, with a point {@code first} digits after it. */
  private static int writePointed(long text, int significant, int first, byte[] into, int at) {
    EIGHT_BYTES.set(into, at + 1, text);
    int point = at + first + 1;
    into[point] = '.';
    if (significant <= first + 1) {
      // A whole number, which still looks like a float.
      into[point + 1] = '0';
      return point + 2;
    }
    EIGHT_BYTES.set(into, point + 1, text >>> (8 * first));
    return at + significant + 1;
  }

  private static int writeWithExponent(long text, int significant, int first, byte[] into, int at) {
    int end = at + 1;
    if (significant > 1) {
      into[end] = '.';
      EIGHT_BYTES.set(into, end + 1, text);
      end += significant;
    }
    into[end++] = 'E';
    if (first < 0) {
      into[end++] = '-';
    }
    int size = Math.abs(first);
    if (size >= 10) {
      into[end++] = (byte) ('0' + size / 10);
    }
    into[end++] = (byte) ('0' + size % 10);
    return end;
  }
}
