package io.pinelink.cli.output;

/**
 * Text from indexes and files as it is printed for people. Control characters are escaped: they
 * would otherwise reach the terminal, which interprets some of them as commands.
 */
public final class PlainText {
  private PlainText() {}

  /** Returns the text in one line: line ends become spaces, other control characters escapes. */
  public static String line(String text) {
    if (text.codePoints().noneMatch(PlainText::isUnsafe)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n' || point == '\r' || point == '\t') {
                safe.append(' ');
              } else if (isUnsafe(point)) {
                safe.append(String.format("\\u%04x", point));
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  /** Control characters, and formats that change the direction of the text around them. */
  private static boolean isUnsafe(int point) {
    return Character.isISOControl(point)
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }
}
