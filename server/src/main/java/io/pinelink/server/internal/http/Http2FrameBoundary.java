package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2CodecUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameTypes;

/**
 * A parser that follows the bytes of an HTTP/2 client and reports whether they end between two
 * frames, and not inside a frame or a block of headers.
 */
final class Http2FrameBoundary {
  private static final int END_HEADERS = 0x4;
  private static final int LENGTH_BYTES = 3;
  private static final int TYPE_AT = 3;
  private static final int FLAGS_AT = 4;

  private int prefaceLeft = Http2CodecUtil.connectionPrefaceBuf().readableBytes();
  private int headBytes;
  private int payloadLeft;
  private int type;
  private boolean headersOpen;

  /**
   * Parses more bytes, without changing the position of the buffer.
   *
   * @return whether a frame or block of headers, or the preface, ended in these bytes
   */
  boolean follow(ByteBuf bytes) {
    boolean ended = false;
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    int preface = Math.min(prefaceLeft, end - at);
    prefaceLeft -= preface;
    at += preface;
    ended |= preface > 0 && prefaceLeft == 0;
    while (at < end) {
      if (headBytes < Http2CodecUtil.FRAME_HEADER_LENGTH) {
        head(bytes.getUnsignedByte(at++));
      } else {
        int skipped = Math.min(payloadLeft, end - at);
        payloadLeft -= skipped;
        at += skipped;
      }
      if (headBytes == Http2CodecUtil.FRAME_HEADER_LENGTH && payloadLeft == 0) {
        headBytes = 0;
        ended |= !headersOpen;
      }
    }
    return ended;
  }

  private void head(int next) {
    if (headBytes < LENGTH_BYTES) {
      payloadLeft = headBytes == 0 ? next : payloadLeft << Byte.SIZE | next;
    } else if (headBytes == TYPE_AT) {
      type = next;
    } else if (headBytes == FLAGS_AT
        && (type == Http2FrameTypes.HEADERS || type == Http2FrameTypes.CONTINUATION)) {
      headersOpen = (next & END_HEADERS) == 0;
    }
    headBytes++;
  }

  /** Returns whether the bytes so far end at a frame boundary. */
  boolean isReached() {
    return prefaceLeft == 0 && headBytes == 0 && !headersOpen;
  }
}
