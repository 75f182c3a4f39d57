package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The encoding of protobuf strings. An unpaired surrogate is written as a question mark. */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * Returns the encoded length of a text in bytes.
   *
   * @throws ArithmeticException if it exceeds an int
   */
  static int length(String text) {
    int chars = text.length();
    long length = chars;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        length++;
      } else if (!Character.isSurrogate(c)) {
        length += 2;
      } else if (isPair(text, i)) {
        // Four bytes for two characters.
        length += 2;
        i++;
      }
    }
    return Math.toIntExact(length);
  }

  private static boolean isPair(String text, int position) {
    return position + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(position), text.charAt(position + 1));
  }

  /**
   * Writes a text.
   *
   * @param length the result of {@link #length} for the text
   */
  static void write(String text, int length, byte[] target, int position) {
    if (length == text.length()) {
      writeAscii(text, target, position);
    } else {
      writeAny(text, target, position);
    }
  }

  /** An unpaired surrogate also takes one byte, so the text may not be pure ASCII. */
  private static void writeAscii(String text, byte[] target, int position) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      target[position + i] = (byte) (c < 0x80 ? c : '?');
    }
  }

  private static void writeAny(String text, byte[] target, int position) {
    int at = position;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else if (c < 0x800) {
        target[at++] = (byte) (0xC0 | c >> 6);
        target[at++] = following(c);
      } else if (!Character.isSurrogate(c)) {
        target[at++] = (byte) (0xE0 | c >> 12);
        target[at++] = following(c >> 6);
        target[at++] = following(c);
      } else if (isPair(text, i)) {
        int point = text.codePointAt(i);
        i++;
        target[at++] = (byte) (0xF0 | point >> 18);
        target[at++] = following(point >> 12);
        target[at++] = following(point >> 6);
        target[at++] = following(point);
      } else {
        target[at++] = '?';
      }
    }
  }

  private static byte following(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  /** Reads a text from bytes, which must be well-formed. */
  static String read(byte[] bytes, int position, int length) throws InvalidProtocolBufferException {
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    // Java replaces malformed bytes with this character, but a server may also send it.
    if (text.indexOf(REPLACEMENT) >= 0 && !isSame(text, bytes, position, length)) {
      throw new InvalidProtocolBufferException("a text is not valid UTF-8");
    }
    return text;
  }

  private static boolean isSame(String text, byte[] bytes, int position, int length) {
    byte[] again = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(again, 0, again.length, bytes, position, position + length);
  }
}
