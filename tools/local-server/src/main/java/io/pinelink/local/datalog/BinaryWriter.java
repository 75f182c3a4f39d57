package io.pinelink.local.datalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A growing buffer of little-endian values. Not thread-safe. */
final class BinaryWriter {
  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int NUMBER = 3;
  static final int TEXT = 4;
  static final int LIST = 5;
  static final int MAP = 6;

  /** The maximum length of an array: some JVMs need a few words for themselves. */
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[8192];
  private ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

  int size() {
    return view.position();
  }

  /** Removes everything after a size. */
  void shorten(int size) {
    view.position(size);
  }

  byte[] array() {
    return bytes;
  }

  private ByteBuffer with(int length) {
    if (view.remaining() < length) {
      int size = view.position();
      long needed = (long) size + length;
      if (needed > MAX_LENGTH) {
        throw new IllegalStateException("a write of " + needed + " bytes is too large to save");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_LENGTH, Math.max(2L * size, needed)));
      view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(size);
    }
    return view;
  }

  void octet(int value) {
    with(1).put((byte) value);
  }

  void flag(boolean value) {
    octet(value ? 1 : 0);
  }

  void int32(int value) {
    with(Integer.BYTES).putInt(value);
  }

  void int64(long value) {
    with(Long.BYTES).putLong(value);
  }

  /** Replaces a value that was written before. */
  void setInt32(int position, int value) {
    view.putInt(position, value);
  }

  /** Writes a length or count in 1 to 5 bytes. */
  void count(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      octet((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    octet(rest);
  }

  void id(UUID value) {
    int64(value.getMostSignificantBits());
    int64(value.getLeastSignificantBits());
  }

  void time(Instant value) {
    int64(value.getEpochSecond());
    int32(value.getNano());
  }

  void text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    octets(encoded);
  }

  void octets(byte[] value) {
    count(value.length);
    octetsOnly(value);
  }

  /** Writes bytes without their number. */
  void octetsOnly(byte[] value) {
    with(value.length).put(value);
  }

  void floats(float[] values) {
    count(values.length);
    ByteBuffer target = with(values.length * Float.BYTES);
    target.asFloatBuffer().put(values);
    target.position(target.position() + values.length * Float.BYTES);
  }

  /** Writes a value of metadata or of a document: text, number, boolean, list, map or null. */
  void value(@Nullable Object value) {
    if (value instanceof String text) {
      octet(TEXT);
      text(text);
    } else if (value instanceof Double number) {
      octet(NUMBER);
      int64(Double.doubleToRawLongBits(number));
    } else if (value instanceof Boolean flag) {
      octet(flag ? TRUE : FALSE);
    } else if (value instanceof List<?> list) {
      octet(LIST);
      count(list.size());
      list.forEach(this::value);
    } else if (value instanceof Map<?, ?> map) {
      octet(MAP);
      fields(map);
    } else if (value == null) {
      octet(NULL);
    } else {
      throw new IllegalArgumentException("a value of " + value.getClass() + " cannot be saved");
    }
  }

  void fields(Map<?, ?> fields) {
    count(fields.size());
    fields.forEach(
        (name, value) -> {
          text(String.valueOf(name));
          value(value);
        });
  }
}
