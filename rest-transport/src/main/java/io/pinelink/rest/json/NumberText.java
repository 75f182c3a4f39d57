package io.pinelink.rest.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The rules for the text of numbers: which texts are numbers, and which a double represents. */
final class NumberText {
  /** The limit up to which a double represents all whole numbers. */
  private static final double MAX_EXACT = 1L << 53;

  /** The number of digits that distinguish any two doubles; writers print no more, or all. */
  private static final int MAX_PRINTED = 17;

  private NumberText() {}

  /** Returns whether a text has the form of a number in JSON (RFC 8259, section 6). */
  static boolean isNumber(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int whole = digitsEnd(text, at);
    if (whole == at || (whole > at + 1 && text.charAt(at) == '0')) {
      return false;
    }
    at = whole;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digitsEnd(text, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      int exponent = digitsEnd(text, at);
      if (exponent == at) {
        return false;
      }
      at = exponent;
    }
    return at == text.length();
  }

  private static int digitsEnd(String text, int begin) {
    int end = begin;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /**
   * Returns whether a text may be the written form of a double, and not of a whole number that the
   * double only approximates. Writers print all digits of a double, or as many as distinguish it
   * from others, followed by zeros.
   *
   * @param value the double nearest to the text
   */
  static boolean represents(double value, String text) {
    if (Math.abs(value) < MAX_EXACT) {
      return true;
    }
    if (Double.isInfinite(value)) {
      return false;
    }
    BigDecimal written = new BigDecimal(text);
    BigDecimal exact = new BigDecimal(value);
    int digits = written.stripTrailingZeros().precision();
    return exact.compareTo(written) == 0
        || (digits <= MAX_PRINTED
            && exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).compareTo(written)
                == 0);
  }
}
