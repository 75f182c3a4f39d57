package io.pinelink.rest.json;

/** Eight characters of a text in one word, the first of them in its lowest byte. */
final class Digits {
  /** Eight characters zero. */
  static final long ZEROS = 0x30303030_30303030L;

  private static final long HIGH_BITS = 0x80808080_80808080L;
  private static final long COMMAS = 0x2C2C2C2C_2C2C2C2CL;

  private Digits() {}

  static long word(byte[] in, int at) {
    return (long) FloatText.EIGHT_BYTES.get(in, at);
  }

  /**
   * Returns a word in which the first comma, and no earlier character, has its high bit set; zero
   * if no character is a comma.
   */
  static long commas(long word) {
    long others = word ^ COMMAS;
    return (others - 0x01010101_01010101L) & ~others & HIGH_BITS;
  }

  /** Returns the position of the first character whose high bit is set. */
  static int first(long highBits) {
    return Long.numberOfTrailingZeros(highBits) >>> 3;
  }

  /** Returns a mask of the first characters; the count is from 0 to 7. */
  static long mask(int count) {
    return (1L << (count << 3)) - 1;
  }

  static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /**
   * Returns whether all characters of two words are digits.
   *
   * @param values the characters without the bits that are set in the character zero
   */
  static boolean areDigits(long values, long more) {
    long tooLarge = (values + 0x76767676_76767676L) | (more + 0x76767676_76767676L);
    return ((tooLarge | values | more) & HIGH_BITS) == 0;
  }

  /** Returns the number of eight digits, which are joined to two, four and eight at a time. */
  static long number(long values) {
    long pairs = ((values * ((10 << 8) + 1)) >>> 8) & 0x00FF00FF_00FF00FFL;
    long fours = ((pairs * ((100 << 16) + 1)) >>> 16) & 0x0000FFFF_0000FFFFL;
    return (fours * ((10_000L << 32) + 1)) >>> 32;
  }

  /**
   * Returns the eight digits of a number below 10^8, the inverse of {@link #number}. The divisions
   * are done for four, two and one digits at a time, in all parts of the word at once. A part
   * {@code n} becomes {@code upper | (n - d * upper) << s}, computed as one difference.
   */
  static long values(long number) {
    long upper = (number * 109_951_163L) >>> 40; // divided by 10^4, exact for eight digits
    long fours = (number << 32) - upper * ((10_000L << 32) - 1);
    long hundreds = ((fours * 10_486) >>> 20) & 0x0000007F_0000007FL;
    long pairs = (fours << 16) - hundreds * ((100 << 16) - 1);
    long tens = ((pairs * 103) >>> 10) & 0x000F000F_000F000FL;
    return (pairs << 8) - tens * ((10 << 8) - 1);
  }
}
