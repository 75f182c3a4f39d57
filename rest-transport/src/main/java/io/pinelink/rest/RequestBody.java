package io.pinelink.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.io.OutputStream;

/**
 * Takes the bytes of a request into pooled buffers, one after another, so that none is copied to
 * make room for more.
 */
final class RequestBody extends OutputStream {
  private static final int FIRST_PIECE = 1_024;

  /** The largest buffer that Netty's pool keeps for a thread. */
  private static final int MAX_PIECE = 32 * 1_024;

  private final ByteBufAllocator allocator;
  private final CompositeByteBuf whole;
  private ByteBuf piece;

  RequestBody(ByteBufAllocator allocator) {
    this.allocator = allocator;
    // With fewer components Netty would copy them together.
    this.whole = allocator.compositeBuffer(Integer.MAX_VALUE);
    this.piece = allocator.buffer(FIRST_PIECE, FIRST_PIECE);
  }

  @Override
  public void write(int value) {
    pieceWithRoom().writeByte(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int at = offset;
    for (int left = length; left > 0; ) {
      ByteBuf into = pieceWithRoom();
      int part = Math.min(left, into.writableBytes());
      into.writeBytes(bytes, at, part);
      at += part;
      left -= part;
    }
  }

  private ByteBuf pieceWithRoom() {
    if (!piece.isWritable()) {
      int next = Math.min(MAX_PIECE, 2 * piece.capacity());
      whole.addComponent(true, piece);
      piece = allocator.buffer(next, next);
    }
    return piece;
  }

  /** All that was written; it is the caller's to release, and nothing may be written after it. */
  ByteBuf take() {
    return whole.addComponent(true, piece);
  }

  /** Gives everything back. */
  void release() {
    piece.release();
    whole.release();
  }
}
