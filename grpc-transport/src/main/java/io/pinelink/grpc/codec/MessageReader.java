package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;

/**
 * A reader of the fields of a message that is as strict as the generated classes: it rejects the
 * same input. It allocates nothing for bytes that are missing.
 */
public final class MessageReader {
  /** The default limit of protobuf. */
  private static final int MAX_DEPTH = 100;

  private static final int TYPE = (1 << WireType.BITS) - 1;

  private final ReadBuffer buffer;
  private final byte[] bytes;
  private int position;

  /** The end of the message that is being read. */
  private int end;

  private int depth;

  MessageReader(ReadBuffer buffer) {
    this.buffer = buffer;
    this.bytes = buffer.bytes();
    this.end = buffer.length();
  }

  /** Returns the number of bytes of the whole message. */
  int size() {
    return buffer.length();
  }

  /** Returns the number and type of the next field; 0 at the end of the message. */
  int tag() throws InvalidProtocolBufferException {
    if (position == end) {
      return 0;
    }
    int tag = varint32();
    if (tag >>> WireType.BITS == 0) {
      throw malformed("a field has the number 0");
    }
    return tag;
  }

  /**
   * Enters the message in the current field; its fields must be read up to the tag 0.
   *
   * @return the value to pass to {@link #leave}
   */
  int enter() throws InvalidProtocolBufferException {
    deeper();
    return enterPacked();
  }

  void leave(int outer) {
    depth--;
    leavePacked(outer);
  }

  /**
   * Enters the packed numbers in the current field; they must be read while {@link #hasMore}.
   *
   * @return the value to pass to {@link #leavePacked}
   */
  int enterPacked() throws InvalidProtocolBufferException {
    int length = length();
    int outer = end;
    end = position + length;
    return outer;
  }

  void leavePacked(int outer) {
    end = outer;
  }

  private void deeper() throws InvalidProtocolBufferException {
    if (++depth > MAX_DEPTH) {
      throw malformed("messages nest more than " + MAX_DEPTH + " deep");
    }
  }

  /** Returns whether there are more packed numbers. */
  boolean hasMore() {
    return position < end;
  }

  /** Skips a field that is unknown or has an unexpected type. */
  void skip(int tag) throws InvalidProtocolBufferException {
    switch (tag & TYPE) {
      case WireType.VARINT -> varint64();
      case WireType.FIXED64 -> advance(Long.BYTES);
      case WireType.BYTES -> advance(length());
      case WireType.GROUP_START -> skipGroup(tag - WireType.GROUP_START + WireType.GROUP_END);
      case WireType.FIXED32 -> advance(Integer.BYTES);
      default -> throw malformed("a field has an unknown wire type: " + (tag & TYPE));
    }
  }

  private void skipGroup(int endTag) throws InvalidProtocolBufferException {
    deeper();
    for (int tag = tag(); tag != endTag; tag = tag()) {
      if (tag == 0) {
        throw malformed("a group is not terminated");
      }
      skip(tag);
    }
    depth--;
  }

  int varint32() throws InvalidProtocolBufferException {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    // Extra bits are dropped, as in the generated classes.
    return (int) varint64();
  }

  long varint64() throws InvalidProtocolBufferException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes[advance(1)];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a varint is longer than 10 bytes");
  }

  int fixed32() throws InvalidProtocolBufferException {
    return LittleEndian.getInt(bytes, advance(Integer.BYTES));
  }

  float float32() throws InvalidProtocolBufferException {
    return Float.intBitsToFloat(fixed32());
  }

  double float64() throws InvalidProtocolBufferException {
    return Double.longBitsToDouble(LittleEndian.getLong(bytes, advance(Long.BYTES)));
  }

  String text() throws InvalidProtocolBufferException {
    int length = length();
    return Utf8.read(bytes, advance(length), length);
  }

  /** Reads a text that is likely to recur, through a cache. */
  String text(TextCache cache) throws InvalidProtocolBufferException {
    int length = length();
    return cache.read(bytes, advance(length), length);
  }

  /** Returns the number of floats packed in the field; they must be read next. */
  int packedFloats() throws InvalidProtocolBufferException {
    int length = length();
    if (length % Float.BYTES != 0) {
      throw malformed("the length of packed floats is not a multiple of 4");
    }
    return length / Float.BYTES;
  }

  void floats(float[] target, int offset, int count) throws InvalidProtocolBufferException {
    buffer.floatsAt(advance(Float.BYTES * count)).get(target, offset, count);
  }

  /** Reads the length of the following bytes, and checks that all of them are present. */
  private int length() throws InvalidProtocolBufferException {
    int length = varint32();
    if (length < 0 || length > end - position) {
      throw malformed("a field has an invalid length: " + Integer.toUnsignedString(length));
    }
    return length;
  }

  /** Skips bytes, which must be present, and returns the position of the first. */
  private int advance(int count) throws InvalidProtocolBufferException {
    if (count > end - position) {
      throw malformed("the message ends within a field");
    }
    int begin = position;
    position += count;
    return begin;
  }

  static InvalidProtocolBufferException malformed(String what) {
    return new InvalidProtocolBufferException(what);
  }
}
