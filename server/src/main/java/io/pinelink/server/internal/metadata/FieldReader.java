package io.pinelink.server.internal.metadata;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A reader of the values that a {@link FieldPacker} wrote. */
final class FieldReader {
  private final byte[] bytes;
  private int at;

  FieldReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the next value. */
  Object next() {
    int tag = bytes[at++];
    return switch (tag) {
      case FieldPacker.NUMBER -> Double.longBitsToDouble(number());
      case FieldPacker.TRUE -> true;
      case FieldPacker.FALSE -> false;
      case FieldPacker.LIST -> list();
      default -> text(tag);
    };
  }

  /** Skips the next value. */
  void skip() {
    int tag = bytes[at++];
    switch (tag) {
      case FieldPacker.NUMBER -> at += Long.BYTES;
      case FieldPacker.TRUE, FieldPacker.FALSE -> {
        // They have no further bytes.
      }
      case FieldPacker.LIST -> {
        for (int i = length(); i > 0; i--) {
          skip();
        }
      }
      default -> {
        int length = length();
        at += tag == FieldPacker.LATIN ? length : 2 * length;
      }
    }
  }

  private long number() {
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << Byte.SIZE | (bytes[at++] & 0xFF);
    }
    return bits;
  }

  private List<String> list() {
    String[] texts = new String[length()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(bytes[at++]);
    }
    return List.of(texts);
  }

  private String text(int tag) {
    int length = length();
    if (tag == FieldPacker.LATIN) {
      String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
      at += length;
      return text;
    }
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) (bytes[at] << Byte.SIZE | (bytes[at + 1] & 0xFF));
      at += 2;
    }
    return new String(chars);
  }

  private int length() {
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      length |= (next & 0x7F) << shift;
      if (next >= 0) {
        return length;
      }
    }
  }
}
