package io.pinelink.rest.json;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request in pooled chunks, so that none is copied when the request grows. They are
 * first written, then {@linkplain #next() taken} once, from the first to the last.
 *
 * <p>Not thread-safe: it is used on the thread of its connection.
 */
public final class RequestBuffer extends OutputStream {
  private final ChunkPool pool;
  private final Deque<ByteBuffer> full = new ArrayDeque<>();

  /** The chunk being written; null before the first byte and after the end of writing. */
  private @Nullable ByteBuffer open;

  private long length;

  public RequestBuffer(ChunkPool pool) {
    this.pool = pool;
  }

  @Override
  public void write(int value) {
    chunkWithRoom().put((byte) value);
    length++;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int at = offset;
    for (int left = count; left > 0; ) {
      ByteBuffer chunk = chunkWithRoom();
      int part = Math.min(left, chunk.remaining());
      chunk.put(bytes, at, part);
      at += part;
      left -= part;
    }
    length += count;
  }

  private ByteBuffer chunkWithRoom() {
    ByteBuffer chunk = open;
    if (chunk != null && chunk.hasRemaining()) {
      return chunk;
    }
    endChunk();
    ByteBuffer next = pool.take();
    open = next;
    return next;
  }

  private void endChunk() {
    if (open != null) {
      full.add(open.flip());
      open = null;
    }
  }

  /** Returns the number of bytes written. */
  public long length() {
    return length;
  }

  /** Returns the first chunk with remaining bytes; null after the last. */
  public @Nullable ByteBuffer next() {
    endChunk();
    for (ByteBuffer first = full.peek(); first != null; first = full.peek()) {
      if (first.hasRemaining()) {
        return first;
      }
      pool.give(full.remove());
    }
    return null;
  }

  /** Returns all chunks to the pool; nothing may be written or taken afterwards. */
  public void release() {
    endChunk();
    for (ByteBuffer chunk = full.poll(); chunk != null; chunk = full.poll()) {
      pool.give(chunk);
    }
  }
}
