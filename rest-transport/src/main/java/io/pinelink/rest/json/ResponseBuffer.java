package io.pinelink.rest.json;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The bytes of a response, up to a bound, in pieces, so that none is copied to make room for more.
 */
public final class ResponseBuffer {
  private static final int FIRST_PIECE = 4 * 1_024;
  private static final int MAX_PIECE = 64 * 1_024;

  private final long announced;
  private final int bound;
  private final List<byte[]> pieces = new ArrayList<>();
  private int length;

  /** How many bytes of the last piece are filled. */
  private int filled;

  /**
   * Makes an empty body.
   *
   * @param announced how many bytes the response says it has; negative if it does not say
   * @param bound how many bytes are kept at most
   */
  public ResponseBuffer(long announced, int bound) {
    this.announced = announced;
    this.bound = bound;
  }

  /** Appends what fits within the bound; returns whether all of it did. */
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

  /** Just what is still to come, where that is known; more and more where it is not. */
  private int nextPiece() {
    long expected = announced > length ? announced - length : Math.max(FIRST_PIECE, length);
    return (int) Math.min(MAX_PIECE, Math.min(expected, bound - length));
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** All bytes as one array. */
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

  /** The bytes from the first on. */
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
