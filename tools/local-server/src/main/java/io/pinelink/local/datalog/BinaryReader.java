package io.pinelink.local.datalog;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reader of what a {@link BinaryWriter} wrote. It throws {@link BufferUnderflowException} at the
 * end, and {@link IllegalArgumentException} for anything else that is not valid. Not thread-safe.
 */
final class BinaryReader {
  private static final int MAX_NAMES = 10_000;

  private final byte[] bytes;
  private final ByteBuffer view;
  // Records have the same few field names.
  private final Map<String, String> names;

  BinaryReader(byte[] bytes, int length, Map<String, String> names) {
    this.bytes = bytes;
    this.view = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    this.names = names;
  }

  BinaryReader(byte[] bytes, int length) {
    this(bytes, length, new HashMap<>());
  }

  boolean isAtEnd() {
    return !view.hasRemaining();
  }

  void skip(int length) {
    view.position(view.position() + length);
  }

  int octet() {
    return view.get() & 0xFF;
  }

  boolean flag() {
    return octet() != 0;
  }

  int int32() {
    return view.getInt();
  }

  long int64() {
    return view.getLong();
  }

  /** Reads a count of elements, each of which has a byte or more. */
  int count() {
    return checkedCount(number());
  }

  /** Reads a number that was written as a count. */
  int number() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = octet();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has more than five bytes");
  }

  /** Refuses a count of more elements than there are bytes. */
  private int checkedCount(int value) {
    if (value < 0 || value > view.remaining()) {
      throw new IllegalArgumentException("a count exceeds what remains");
    }
    return value;
  }

  UUID id() {
    long most = int64();
    return new UUID(most, int64());
  }

  Instant time() {
    long seconds = int64();
    return Instant.ofEpochSecond(seconds, int32());
  }

  String text() {
    int length = count();
    String text = new String(bytes, view.position(), length, StandardCharsets.UTF_8);
    view.position(view.position() + length);
    return text;
  }

  byte[] octets() {
    byte[] read = new byte[count()];
    view.get(read);
    return read;
  }

  float[] floats() {
    int count = count();
    if ((long) count * Float.BYTES > view.remaining()) {
      throw new BufferUnderflowException();
    }
    float[] values = new float[count];
    view.asFloatBuffer().get(values);
    view.position(view.position() + count * Float.BYTES);
    return values;
  }

  @Nullable Object value() {
    int kind = octet();
    return switch (kind) {
      case BinaryWriter.NULL -> null;
      case BinaryWriter.FALSE -> false;
      case BinaryWriter.TRUE -> true;
      case BinaryWriter.NUMBER -> Double.longBitsToDouble(int64());
      case BinaryWriter.TEXT -> text();
      case BinaryWriter.LIST -> list();
      case BinaryWriter.MAP -> Collections.unmodifiableMap(nullableFields());
      default -> throw new IllegalArgumentException("a value has the unknown kind " + kind);
    };
  }

  private List<@Nullable Object> list() {
    int count = count();
    List<@Nullable Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(value());
    }
    return Collections.unmodifiableList(list);
  }

  private Map<String, @Nullable Object> nullableFields() {
    int count = count();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      fields.put(name(), value());
    }
    return fields;
  }

  /** Reads fields, of which none is null. */
  Map<String, Object> fields() {
    int count = count();
    if (count == 0) {
      return Map.of();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = name();
      Object value = value();
      if (value == null) {
        throw new IllegalArgumentException("the field " + name + " is null");
      }
      fields.put(name, value);
    }
    return Collections.unmodifiableMap(fields);
  }

  private String name() {
    String read = text();
    String known = names.get(read);
    if (known == null) {
      known = read;
      if (names.size() < MAX_NAMES) {
        names.put(read, read);
      }
    }
    return known;
  }
}
