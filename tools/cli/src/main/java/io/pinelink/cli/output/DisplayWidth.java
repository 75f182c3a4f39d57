package io.pinelink.cli.output;

/** The number of columns that a character takes on a terminal. */
final class DisplayWidth {
  /**
   * The first and last characters of the blocks of Unicode that terminals show two columns wide.
   */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD},
  };

  private DisplayWidth() {}

  /** Returns 2 for a wide character, 0 for one that combines with the one before it, and else 1. */
  static int of(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] block : WIDE) {
      if (character >= block[0] && character <= block[1]) {
        return 2;
      }
    }
    return 1;
  }
}
