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
public final class RequestBuffer extends OutputStream implements FloatSink {
  private final ChunkPool pool;
  private final Deque<Chunk> full = new ArrayDeque<>();

  /** The chunk being written; null before the first byte and after the end of writing. */
  private @Nullable Chunk open;

  private long length;

  public RequestBuffer(ChunkPool pool) {
    this.pool = pool;
  }

  @Override
  public void write(int value) {
    chunkWithRoom(1).buffer.put((byte) value);
    length++;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int at = offset;
    for (int left = count; left > 0; ) {
      ByteBuffer chunk = chunkWithRoom(1).buffer;
      int part = Math.min(left, chunk.remaining());
      chunk.put(bytes, at, part);
      at += part;
      left -= part;
    }
    length += count;
  }

  @Override
  public void floats(int count, FloatAt values) {
    for (int i = 0; i < count; ) {
      Chunk chunk = chunkWithRoom(FloatLists.ROOM);
      int begin = chunk.buffer.position();
      // Most floats take half of the room, so the rest of the chunk is divided again.
      int room = chunk.buffer.remaining() / FloatLists.ROOM;
      int block = Math.min(Math.min(count - i, room), chunk.floats.length);
      copy(values, i, block, chunk.floats);
      i += block;
      int end = FloatLists.write(chunk.floats, block, chunk.bytes, begin);
      if (i == count) {
        end--; // no comma after the last
      }
      chunk.buffer.position(end);
      length += end - begin;
    }
  }

  /**
   * Copies floats in a loop of its own: the call for each, which depends on the request, would slow
   * down the loop that writes them.
   */
  private static void copy(FloatAt values, int begin, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = values.at(begin + i);
    }
  }

  private Chunk chunkWithRoom(int room) {
    Chunk chunk = open;
    if (chunk != null && chunk.buffer.remaining() >= room) {
      return chunk;
    }
    endChunk();
    Chunk next = pool.take();
    open = next;
    return next;
  }

  private void endChunk() {
    if (open != null) {
      open.buffer.flip();
      full.add(open);
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
    for (Chunk first = full.peek(); first != null; first = full.peek()) {
      if (first.buffer.hasRemaining()) {
        return first.buffer;
      }
      pool.give(full.remove());
    }
    return null;
  }

  /** Returns all chunks to the pool; nothing may be written or taken afterwards. */
  public void release() {
    endChunk();
    for (Chunk chunk = full.poll(); chunk != null; chunk = full.poll()) {
      pool.give(chunk);
    }
  }
}
