package io.pinelink.grpc.codec;

/** How a field's value is laid out; a tag is the field's number, shifted by 3, and one of these. */
final class WireType {
  static final int VARINT = 0;
  static final int FIXED64 = 1;

  /** A length and as many bytes: a text, a message, packed numbers. */
  static final int BYTES = 2;

  static final int GROUP_START = 3;
  static final int GROUP_END = 4;
  static final int FIXED32 = 5;

  /** How many bits of a tag the type takes. */
  static final int BITS = 3;

  private WireType() {}
}
