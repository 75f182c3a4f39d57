package io.pinelink.grpc.codec;

/** The wire types of fields; a tag is the field number, shifted by 3, and one of these. */
final class WireType {
  static final int VARINT = 0;
  static final int FIXED64 = 1;

  /** A length and that many bytes: a text, a message, or packed numbers. */
  static final int BYTES = 2;

  static final int GROUP_START = 3;
  static final int GROUP_END = 4;
  static final int FIXED32 = 5;

  /** The number of bits of a tag that the type takes. */
  static final int BITS = 3;

  private WireType() {}
}
