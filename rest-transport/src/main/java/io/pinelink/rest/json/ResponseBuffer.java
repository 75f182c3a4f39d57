package io.pinelink.rest.json;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The bytes of a response, up to a limit, in pooled chunks, so that none is copied when the body
 * grows.
 */
public final class ResponseBuffer {
  private final ChunkPool pool;
  private final int bound;
  private final List<Chunk> chunks = new ArrayList<>();
  private int length;

  /**
   * Creates an empty body.
   *
   * @param bound the maximum number of bytes to keep
   */
  public ResponseBuffer(ChunkPool pool, int bound) {
    this.pool = pool;
    this.bound = bound;
  }

  /** Appends the bytes that fit within the limit; returns whether all of them did. */
  public boolean append(ByteBuffer bytes) {
    int more = bytes.remaining();
    int taken = Math.min(more, bound - length);
    for (int left = taken; left > 0; ) {
      ByteBuffer chunk = chunkWithRoom().buffer;
      int part = Math.min(left, chunk.remaining());
      chunk.put(bytes.slice(bytes.position(), part));
      bytes.position(bytes.position() + part);
      length += part;
      left -= part;
    }
    return taken == more;
  }

  private Chunk chunkWithRoom() {
    if (!chunks.isEmpty()) {
      Chunk last = chunks.get(chunks.size() - 1);
      if (last.buffer.hasRemaining()) {
        return last;
      }
    }
    Chunk chunk = pool.take();
    chunks.add(chunk);
    return chunk;
  }

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Returns all bytes as one array. */
  public byte[] toBytes() {
    byte[] bytes = new byte[length];
    int at = 0;
    for (Chunk chunk : chunks) {
      int part = chunk.buffer.position();
      System.arraycopy(chunk.bytes, 0, bytes, at, part);
      at += part;
    }
    return bytes;
  }

  /** Returns whether the bytes are HTML or XML: whether {@code <} follows leading blanks. */
  public boolean isMarkup() {
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.buffer.position(); i++) {
        if (!Character.isWhitespace(chunk.bytes[i])) {
          return chunk.bytes[i] == '<';
        }
      }
    }
    return false;
  }

  /** Returns a stream of the bytes from the first on; valid until the {@link #release}. */
  public InputStream open() {
    return new Chunks();
  }

  /** Returns all chunks to the pool; the body is empty afterwards. */
  public void release() {
    chunks.forEach(pool::give);
    chunks.clear();
    length = 0;
  }

  private final class Chunks extends InputStream {
    private int chunk;
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
      if (position == ChunkPool.CHUNK) {
        chunk++;
        position = 0;
      }
      int part = Math.min(max, Math.min(left, ChunkPool.CHUNK - position));
      System.arraycopy(chunks.get(chunk).bytes, position, into, offset, part);
      position += part;
      left -= part;
      return part;
    }
  }
}
