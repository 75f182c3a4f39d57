package io.pinelink.rest.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.jspecify.annotations.Nullable;

/**
 * A reader that follows the HTTP/2 frames in the received bytes. It passes all of them on except
 * frames of types that HTTP/2 does not define, which a client must skip and the library does not.
 */
final class FrameReader {
  /** The length of a frame header in bytes. */
  static final int HEAD = 9;

  private static final int LENGTH_BYTES = 3;

  private final Sink sink;
  private final Heads heads;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD);
  private int payloadLeft;
  private boolean skipping;

  /** Whether a block of headers continues in the next frame, so that no other may come between. */
  private boolean headersOpen;

  /** A receiver of the bytes that are not skipped. */
  @FunctionalInterface
  interface Sink {
    void take(ByteBuffer bytes) throws IOException;
  }

  /** A receiver of the heads of all frames. */
  @FunctionalInterface
  interface Heads {
    /**
     * Receives the head of a frame.
     *
     * @param type null for a type that HTTP/2 does not define
     */
    void take(@Nullable FrameType type, int flags, int length) throws IOException;
  }

  FrameReader(Sink sink, Heads heads) {
    this.sink = sink;
    this.heads = heads;
  }

  /** Returns whether a frame of another stream may come next. */
  boolean isBetweenFrames() {
    return payloadLeft == 0 && head.position() == 0 && !headersOpen;
  }

  void read(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      if (payloadLeft > 0) {
        readPayload(source);
      } else {
        readHead(source);
      }
    }
  }

  private void readPayload(ByteBuffer source) throws IOException {
    int part = Math.min(payloadLeft, source.remaining());
    ByteBuffer bytes = source.slice(source.position(), part);
    source.position(source.position() + part);
    payloadLeft -= part;
    if (!skipping) {
      sink.take(bytes);
    }
  }

  private void readHead(ByteBuffer source) throws IOException {
    while (source.hasRemaining() && head.hasRemaining()) {
      head.put(source.get());
    }
    if (head.hasRemaining()) {
      return;
    }
    head.flip();
    int lengthAndType = head.getInt(0);
    payloadLeft = lengthAndType >>> Byte.SIZE;
    FrameType type = typeOf(lengthAndType & 0xFF);
    if (payloadLeft > Http2Connection.MAX_FRAME) {
      // The library reads the largest lengths as negative.
      throw new H2ConnectionException(H2Error.FRAME_SIZE_ERROR, "the frame is too large");
    }
    skipping = type == null;
    int flags = head.get(LENGTH_BYTES + 1);
    heads.take(type, flags, payloadLeft);
    if (type == FrameType.HEADERS
        || type == FrameType.CONTINUATION
        || type == FrameType.PUSH_PROMISE) {
      headersOpen = (flags & FrameFlag.END_HEADERS.getValue()) == 0;
    }
    if (!skipping) {
      sink.take(head.duplicate());
    }
    head.clear();
  }

  private static @Nullable FrameType typeOf(int value) {
    for (FrameType type : FrameType.values()) {
      if (type.getValue() == value) {
        return type;
      }
    }
    return null;
  }
}
