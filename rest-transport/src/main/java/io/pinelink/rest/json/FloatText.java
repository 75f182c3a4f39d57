package io.pinelink.rest.json;

import java.math.BigInteger;

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
  /** An upper bound on the length of a text such as {@code -0.0000123456789}. */
  public static final int MAX_LENGTH = 24;

  private static final int FRACTION_BITS = 23;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int EXPONENT = 0xFF;
  private static final int SMALLEST_POWER_OF_2 = -149;
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

  private static final int MAX_DIGITS = 9;
  private static final int MIN_PLAIN_EXPONENT = -5;
  private static final int[] POWERS_OF_10 = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  /** The digits from 00 to 99. */
  private static final byte[] PAIRS = pairs();

  private FloatText() {}

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

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
  private static int log10OfPowerOf2(int power) {
    return (power * 315_653) >> 20;
  }

  /**
   * Writes a finite float.
   *
   * @param into has room for {@link #MAX_LENGTH} bytes from {@code begin} on
   * @return the position after the last byte
   */
  public static int write(float value, byte[] into, int begin) {
    int bits = Float.floatToRawIntBits(value);
    int at = begin;
    if (bits < 0) {
      into[at++] = '-';
    }
    int fraction = bits & FRACTION;
    int exponent = (bits >>> FRACTION_BITS) & EXPONENT;
    if (exponent != 0) {
      return writeShortest(
          fraction | (1 << FRACTION_BITS),
          exponent - BIAS,
          fraction == 0 && exponent > 1,
          into,
          at);
    }
    if (fraction != 0) {
      return writeShortest(fraction, SMALLEST_POWER_OF_2, false, into, at);
    }
    into[at] = '0';
    into[at + 1] = '.';
    into[at + 2] = '0';
    return at + 3;
  }

  /**
   * Writes {@code units * 2^power}.
   *
   * @param narrow whether the lower neighbour is only half as far as the upper one
   */
  private static int writeShortest(int units, int power, boolean narrow, byte[] into, int at) {
    int ten =
        narrow
            ? (int) Math.floor(power * LOG10_OF_2 + LOG10_OF_3_QUARTERS)
            : log10OfPowerOf2(power);
    long scale = SCALES[ten - MIN_POWER_OF_10];
    int shift = power + log2OfPowerOf10(-ten) + LOW_BITS + 2;

    // All values in quarters of 10^ten, so that middles between floats are integers too.
    long quarters = (long) units << 2;
    int value = scaled(scale, quarters << shift);
    int low = scaled(scale, (quarters - (narrow ? 1 : 2)) << shift);
    int high = scaled(scale, (quarters + 2) << shift);
    // A middle is rounded to its even neighbour.
    int open = units & 1;

    int down = value >> 2;
    if (down >= 100) {
      int tensDown = down / 10 * 10;
      boolean downFits = low + open <= (tensDown << 2);
      boolean upFits = ((tensDown + 10) << 2) + open <= high;
      if (downFits != upFits) {
        return writeDecimal(downFits ? tensDown : tensDown + 10, ten, into, at);
      }
    }
    boolean downFits = low + open <= (down << 2);
    boolean upFits = ((down + 1) << 2) + open <= high;
    boolean takeDown;
    if (downFits != upFits) {
      takeDown = downFits;
    } else {
      int beyondMiddle = value - ((2 * down + 1) << 1);
      takeDown = beyondMiddle < 0 || (beyondMiddle == 0 && (down & 1) == 0);
    }
    return writeDecimal(takeDown ? down : down + 1, ten, into, at);
  }

  /**
   * Returns the upper part of a product. Its last bit is set if bits are lost, to keep the order.
   */
  private static int scaled(long scale, long shifted) {
    long product = Math.multiplyHigh(scale, shifted);
    int lost = (product & ((1L << LOW_BITS) - 1)) == 0 ? 0 : 1;
    return (int) (product >>> LOW_BITS) | lost;
  }

  private static int writeDecimal(int allDigits, int lastExponent, byte[] into, int at) {
    int digits = allDigits;
    int exponent = lastExponent;
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    int count = countDigits(digits);
    int first = exponent + count - 1;
    if (first < 0 && first >= MIN_PLAIN_EXPONENT) {
      return writeFraction(digits, count, first, into, at);
    }
    if (first >= 0 && first < MAX_DIGITS) {
      return exponent >= 0
          ? writeWhole(digits * POWERS_OF_10[exponent], count + exponent, into, at)
          : writePointed(digits, count, first + 1, into, at);
    }
    int end =
        count == 1 ? writeDigits(digits, 1, into, at) : writePointed(digits, count, 1, into, at);
    into[end++] = 'E';
    if (first < 0) {
      into[end++] = '-';
    }
    int size = Math.abs(first);
    return writeDigits(size, size < 10 ? 1 : 2, into, end);
  }

  /** Most floats have the maximum number of digits, so the search begins there. */
  private static int countDigits(int digits) {
    int count = MAX_DIGITS;
    while (count > 1 && digits < POWERS_OF_10[count - 1]) {
      count--;
    }
    return count;
  }

  /** Writes a number such as 0.00123. */
  private static int writeFraction(int digits, int count, int first, byte[] into, int begin) {
    int at = begin;
    into[at++] = '0';
    into[at++] = '.';
    for (int i = first + 1; i < 0; i++) {
      into[at++] = '0';
    }
    return writeDigits(digits, count, into, at);
  }

  /** Writes an integer with a fraction, so that it still looks like a float. */
  private static int writeWhole(int number, int count, byte[] into, int begin) {
    int at = writeDigits(number, count, into, begin);
    into[at] = '.';
    into[at + 1] = '0';
    return at + 2;
  }

  private static int writePointed(int digits, int count, int before, byte[] into, int begin) {
    int after = count - before;
    writeDigits(digits / POWERS_OF_10[after], before, into, begin);
    into[begin + before] = '.';
    return writeDigits(digits % POWERS_OF_10[after], after, into, begin + before + 1);
  }

  /** Writes two digits at a time, since each division waits for the previous one. */
  private static int writeDigits(int digits, int count, byte[] into, int begin) {
    int rest = digits;
    int at = begin + count;
    while (at - begin >= 2) {
      int hundredth = rest / 100;
      int pair = 2 * (rest - 100 * hundredth);
      into[--at] = PAIRS[pair + 1];
      into[--at] = PAIRS[pair];
      rest = hundredth;
    }
    if (at > begin) {
      into[begin] = (byte) ('0' + rest);
    }
    return begin + count;
  }
}
