package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;

/**
 * The fields of an HPACK block (RFC 7541) whose values it contains in plain text: neither those
 * that refer to a table, nor those in Huffman code.
 */
final class HeaderBlock {
  private static final int INDEXED = 0x80;
  private static final int WITH_INDEXING = 0x40;
  private static final int SIZE_UPDATE = 0x20;
  private static final int HUFFMAN = 0x80;
  private static final int MAX_SHIFT = 21;

  private final ByteBuf bytes;
  private final int end;
  private int at;

  HeaderBlock(ByteBuf bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** A consumer of values, which it may overwrite. */
  interface Values {
    void accept(ByteBuf bytes, int start, int length);
  }

  /** Passes each value to the consumer, up to the end or to a field that is cut off. */
  void forEachValue(Values values) {
    while (at < end) {
      int first = bytes.getUnsignedByte(at);
      if ((first & INDEXED) != 0) {
        integer(7);
      } else if ((first & WITH_INDEXING) != 0) {
        literal(6, values);
      } else if ((first & SIZE_UPDATE) != 0) {
        integer(5);
      } else {
        literal(4, values);
      }
    }
  }

  private void literal(int prefixBits, Values values) {
    boolean named = integer(prefixBits) == 0;
    if (named) {
      int nameLength = length();
      at += nameLength;
    }
    boolean readable = at < end && (bytes.getByte(at) & HUFFMAN) == 0;
    int length = length();
    if (readable && length <= end - at) {
      values.accept(bytes, at, length);
    }
    at += length;
  }

  /** Reads the length of a string. A wrong length is limited to the rest of the block. */
  private int length() {
    return at < end ? Math.min(integer(7), end - at + 1) : 0;
  }

  private int integer(int prefixBits) {
    int mask = (1 << prefixBits) - 1;
    int value = bytes.getUnsignedByte(at++) & mask;
    if (value < mask) {
      return value;
    }
    for (int shift = 0; at < end && shift <= MAX_SHIFT; shift += 7) {
      int next = bytes.getUnsignedByte(at++);
      value += (next & 0x7f) << shift;
      if (next < 0x80) {
        break;
      }
    }
    return value;
  }
}
