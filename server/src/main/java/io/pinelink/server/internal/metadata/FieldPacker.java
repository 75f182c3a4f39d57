package io.pinelink.server.internal.metadata;

import java.util.Arrays;
import java.util.List;

/**
 * A writer of the values of {@link PackedFields}: a tag for each value, and then its bytes. {@link
 * FieldReader} reads them.
 */
final class FieldPacker {
  static final int NUMBER = 0;
  static final int LATIN = 1;
  static final int UTF_16 = 2;
  static final int TRUE = 3;
  static final int FALSE = 4;
  static final int LIST = 5;

  private static final int SMALL = 64;

  private byte[] bytes = new byte[SMALL];
  private int size;

  /** Adds a value: String, Double, Boolean or list of strings. */
  void add(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof Double number) {
      tag(NUMBER);
      long bits = Double.doubleToRawLongBits(number);
      reserve(Long.BYTES);
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        bytes[size++] = (byte) (bits >>> shift);
      }
    } else if (value instanceof Boolean bool) {
      tag(bool ? TRUE : FALSE);
    } else if (value instanceof List<?> list) {
      tag(LIST);
      length(list.size());
      list.forEach(element -> text((String) element));
    } else {
      throw new IllegalArgumentException("a field cannot have a value of " + value.getClass());
    }
  }

  /** Adds a text, with one byte for each character if all are in Latin-1. */
  @SuppressWarnings("deprecation") // the only way to copy the low bytes of characters
  private void text(String text) {
    int length = text.length();
    if (isLatin(text)) {
      tag(LATIN);
      length(length);
      reserve(length);
      text.getBytes(0, length, bytes, size);
      size += length;
    } else {
      // Not UTF-8, which has no form for half of a surrogate pair.
      tag(UTF_16);
      length(length);
      reserve(2 * length);
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        bytes[size++] = (byte) (c >>> Byte.SIZE);
        bytes[size++] = (byte) c;
      }
    }
  }

  private static boolean isLatin(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }

  private void tag(int tag) {
    reserve(1);
    bytes[size++] = (byte) tag;
  }

  /** Adds a length in groups of seven bits, the last of which has no further bit. */
  private void length(int length) {
    reserve(5);
    int rest = length;
    while (rest > 0x7F) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }
}
