package io.pinelink.rest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.IntStream;

/**
 * Floats as decimal text with as few digits as tell each from its neighbours.
 *
 * <p>Digits are tried, fewest first, in double arithmetic. Its error is a few units in the last
 * place of a double, so it shows which float some digits mean unless they lie that close to the
 * middle of two floats; those, and the numbers too small to be normal, take exact arithmetic.
 */
final class FloatText {
  /** As in {@code -0.0000123456789}. */
  static final int MAX_LENGTH = 24;

  /** Any decimal of so many digits comes through a float unharmed, so fewer need not be tried. */
  private static final int SAFE_DIGITS = 6;

  /** So many digits tell any float from its neighbours. */
  private static final int ENOUGH_DIGITS = 9;

  /** Powers of ten from 0 on, each the double nearest to it. */
  private static final double[] POWERS =
      IntStream.rangeClosed(0, 60).mapToDouble(n -> Double.parseDouble("1e" + n)).toArray();

  /** The bits of a double that a float has no room for, and what they are in the middle. */
  private static final long LOST_BITS = (1L << 29) - 1;

  private static final long MIDDLE = 1L << 28;

  /** Above the error of three roundings, each at most one unit in the last place. */
  private static final long DOUBT = 8;

  private static final double LOG10_OF_2 = Math.log10(2);
  private static final int MIN_PLAIN_EXPONENT = -5;

  private FloatText() {}

  /**
   * Writes a finite float.
   *
   * @param into has room for {@link #MAX_LENGTH} characters
   * @return how many were written
   */
  static int write(float value, char[] into) {
    float size = Math.abs(value);
    int at = 0;
    if (Float.floatToRawIntBits(value) < 0) {
      into[at++] = '-';
    }
    if (size == 0) {
      into[at++] = '0';
      into[at++] = '.';
      into[at++] = '0';
      return at;
    }
    int decade = decade(size);
    if (size >= Float.MIN_NORMAL) {
      for (int count = SAFE_DIGITS; count <= ENOUGH_DIGITS; count++) {
        int exponent = decade - count + 1;
        long digits = Math.round(scaled(size, -exponent));
        if (nearest(digits, exponent) == size) {
          return write(digits, exponent, into, at);
        }
      }
    }
    return writeExactly(size, into, at);
  }

  /** The power of ten of the first digit, or the one above or below it. */
  private static int decade(float size) {
    int estimate = (int) Math.floor(Math.getExponent((double) size) * LOG10_OF_2);
    return scaled(size, -estimate) >= 10 ? estimate + 1 : estimate;
  }

  private static double scaled(double value, int exponent) {
    return exponent < 0 ? value / POWERS[-exponent] : value * POWERS[exponent];
  }

  /** The float that a decimal means; NaN if that is in doubt. */
  private static float nearest(long digits, int exponent) {
    double value = scaled((double) digits, exponent);
    long lost = Double.doubleToRawLongBits(value) & LOST_BITS;
    return value < Float.MIN_NORMAL || Math.abs(lost - MIDDLE) < DOUBT ? Float.NaN : (float) value;
  }

  private static int writeExactly(float size, char[] into, int at) {
    BigDecimal exact = new BigDecimal(size);
    for (int count = 1; count < ENOUGH_DIGITS; count++) {
      BigDecimal rounded = exact.round(new MathContext(count));
      if (rounded.floatValue() == size) {
        return write(rounded.unscaledValue().longValueExact(), -rounded.scale(), into, at);
      }
    }
    BigDecimal rounded = exact.round(new MathContext(ENOUGH_DIGITS));
    return write(rounded.unscaledValue().longValueExact(), -rounded.scale(), into, at);
  }

  private static int write(long allDigits, int lastExponent, char[] into, int begin) {
    long digits = allDigits;
    int exponent = lastExponent;
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    int count = 1;
    for (long rest = digits; rest >= 10; rest /= 10) {
      count++;
    }
    int first = exponent + count - 1;
    int at = begin;
    if (first >= MIN_PLAIN_EXPONENT && first < 0) {
      into[at++] = '0';
      into[at++] = '.';
      for (int i = first + 1; i < 0; i++) {
        into[at++] = '0';
      }
      return writeDigits(digits, count, into, at);
    }
    if (first >= 0 && first < ENOUGH_DIGITS) {
      return exponent >= 0
          ? writeWhole(digits * (long) POWERS[exponent], count + exponent, into, at)
          : writePointed(digits, count, first + 1, into, at);
    }
    at = count == 1 ? writeDigits(digits, 1, into, at) : writePointed(digits, count, 1, into, at);
    into[at++] = 'E';
    if (first < 0) {
      into[at++] = '-';
    }
    int power = Math.abs(first);
    return writeDigits(power, power < 10 ? 1 : 2, into, at);
  }

  /** A whole number keeps a fraction, so that it still looks like a float. */
  private static int writeWhole(long number, int count, char[] into, int begin) {
    int at = writeDigits(number, count, into, begin);
    into[at++] = '.';
    into[at++] = '0';
    return at;
  }

  private static int writePointed(long digits, int count, int before, char[] into, int begin) {
    writeDigits(digits, count, into, begin + 1);
    System.arraycopy(into, begin + 1, into, begin, before);
    into[begin + before] = '.';
    return begin + count + 1;
  }

  private static int writeDigits(long digits, int count, char[] into, int begin) {
    long rest = digits;
    for (int i = begin + count - 1; i >= begin; i--) {
      into[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    return begin + count;
  }
}
