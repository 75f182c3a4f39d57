package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;

/**
 * Reads a message field by field, as strictly as the generated classes: what they refuse, this
 * refuses. Nothing is allocated for bytes that are not there.
 */
public final class MessageReader {
  /** As deep as protobuf goes by default. */
  private static final int MAX_DEPTH = 100;

  private static final int TYPE = (1 << WireType.BITS) - 1;

  private final ReadBuffer buffer;
  private final byte[] bytes;
  private int position;

  /** Where the message ends that is being read. */
  private int end;

  private int depth;

  MessageReader(ReadBuffer buffer) {
    this.buffer = buffer;
    this.bytes = buffer.bytes();
    this.end = buffer.length();
  }

  /** The next field's number and type; 0 at the end of the message. */
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
   * Begins the message that the field holds; its fields are to be read up to the tag 0.
   *
   * @return what {@link #leave} wants back
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
   * Begins the numbers that are packed into the field; they are to be read while {@link #hasMore}.
   *
   * @return what {@link #leavePacked} wants back
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

  /** Whether there is more of the packed numbers. */
  boolean hasMore() {
    return position < end;
  }

  /** Passes over a field that is not known, or is known with another type. */
  void skip(int tag) throws InvalidProtocolBufferException {
    switch (tag & TYPE) {
      case WireType.VARINT -> varint64();
      case WireType.FIXED64 -> advance(Long.BYTES);
      case WireType.BYTES -> advance(length());
      case WireType.GROUP_START -> skipGroup(tag - WireType.GROUP_START + WireType.GROUP_END);
      case WireType.FIXED32 -> advance(Integer.BYTES);
      default -> throw malformed("a field has the type " + (tag & TYPE));
    }
  }

  private void skipGroup(int endTag) throws InvalidProtocolBufferException {
    deeper();
    for (int tag = tag(); tag != endTag; tag = tag()) {
      if (tag == 0) {
        throw malformed("a group has no end");
      }
      skip(tag);
    }
    depth--;
  }

  int varint32() throws InvalidProtocolBufferException {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    // What does not fit is cut off, as the generated classes do.
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
    throw malformed("a number has no end");
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

  /** The same, for texts that are likely to come again. */
  String text(TextCache cache) throws InvalidProtocolBufferException {
    int length = length();
    return cache.read(bytes, advance(length), length);
  }

  /** How many floats are packed into the field; they are to be read at once. */
  int packedFloats() throws InvalidProtocolBufferException {
    int length = length();
    if (length % Float.BYTES != 0) {
      throw malformed("packed floats end within one");
    }
    return length / Float.BYTES;
  }

  void floats(float[] target, int offset, int count) throws InvalidProtocolBufferException {
    buffer.floatsAt(advance(Float.BYTES * count)).get(target, offset, count);
  }

  /** The length of what follows, all of which is there. */
  private int length() throws InvalidProtocolBufferException {
    int length = varint32();
    if (length < 0 || length > end - position) {
      throw malformed("a field has the length " + Integer.toUnsignedString(length));
    }
    return length;
  }

  /** Passes over bytes, which must be there; gives where they begin. */
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
