package io.pinelink.rest.json;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The bytes of a response, up to a limit, in pieces, so that none is copied when the body grows.
 */
public final class ResponseBuffer {
  private static final int FIRST_PIECE = 4 * 1_024;
  private static final int MAX_PIECE = 64 * 1_024;

  private final long announced;
  private final int bound;
  private final List<byte[]> pieces = new ArrayList<>();
  private int length;

  /** The number of bytes in the last piece. */
  private int filled;

  /**
   * Creates an empty body.
   *
   * @param announced the length that the response announces in bytes; negative if it announces none
   * @param bound the maximum number of bytes to keep
   */
  public ResponseBuffer(long announced, int bound) {
    this.announced = announced;
    this.bound = bound;
  }

  /** Appends the bytes that fit within the limit; returns whether all of them did. */
  public boolean append(ByteBuffer chunk) {
    int more = chunk.remaining();
    int taken = Math.min(more, bound - length);
    for (int left = taken; left > 0; ) {
      byte[] piece = pieceWithRoom();
      int part = Math.min(left, piece.length - filled);
      chunk.get(piece, filled, part);
      filled += part;
      length += part;
      left -= part;
    }
    return taken == more;
  }

  private byte[] pieceWithRoom() {
    if (!pieces.isEmpty()) {
      byte[] last = pieces.get(pieces.size() - 1);
      if (filled < last.length) {
        return last;
      }
    }
    byte[] piece = new byte[nextPiece()];
    pieces.add(piece);
    filled = 0;
    return piece;
  }

  /**
   * Returns the size of the next piece: the remaining length if it is known, otherwise a growing
   * size.
   */
  private int nextPiece() {
    long expected = announced > length ? announced - length : Math.max(FIRST_PIECE, length);
    return (int) Math.min(MAX_PIECE, Math.min(expected, bound - length));
  }

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Returns all bytes as one array. */
  public byte[] toBytes() {
    byte[] bytes = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      int part = Math.min(piece.length, length - at);
      System.arraycopy(piece, 0, bytes, at, part);
      at += part;
    }
    return bytes;
  }

  /** Returns a stream of the bytes from the first on. */
  public InputStream open() {
    return new Pieces();
  }

  private final class Pieces extends InputStream {
    private int piece;
    private int position;
    private int left = length;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int max) {
      Objects.checkFromIndexSize(offset, max, into.length);
      if (left == 0) {
        return max == 0 ? 0 : -1;
      }
      if (position == pieces.get(piece).length) {
        piece++;
        position = 0;
      }
      byte[] from = pieces.get(piece);
      int part = Math.min(max, Math.min(left, from.length - position));
      System.arraycopy(from, position, into, offset, part);
      position += part;
      left -= part;
      return part;
    }
  }
}
