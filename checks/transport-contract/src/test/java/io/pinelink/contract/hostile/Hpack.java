package io.pinelink.contract.hostile;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Header blocks of one connection: written as literals, read with Netty's decoder. */
final class Hpack {
  private static final int LITERAL_WITHOUT_INDEXING = 0;
  private static final int PREFIX_MAX = 0x7F;

  private final Http2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

  /** Decodes a block; all blocks of the connection must be given, in order. */
  Http2Headers decode(int stream, byte[] block) throws IOException {
    ByteBuf bytes = Unpooled.wrappedBuffer(block);
    try {
      return decoder.decodeHeaders(stream, bytes);
    } catch (Http2Exception e) {
      throw new IllegalStateException("the client's headers cannot be decoded", e);
    } finally {
      bytes.release();
    }
  }

  /**
   * Encodes header fields.
   *
   * @param fields names and values in turn
   */
  static byte[] encode(List<String> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.size(); i += 2) {
      block.write(LITERAL_WITHOUT_INDEXING);
      string(block, fields.get(i));
      string(block, fields.get(i + 1));
    }
    return block.toByteArray();
  }

  private static void string(ByteArrayOutputStream block, String text) {
    length(block, text.length());
    block.writeBytes(Bytes.ascii(text));
  }

  /** Appends an integer with a prefix of seven bits (RFC 7541, section 5.1). */
  private static void length(ByteArrayOutputStream block, int length) {
    if (length < PREFIX_MAX) {
      block.write(length);
      return;
    }
    block.write(PREFIX_MAX);
    int rest = length - PREFIX_MAX;
    for (; rest >= 0x80; rest >>>= 7) {
      block.write((rest & 0x7F) | 0x80);
    }
    block.write(rest);
  }
}
