package io.pinelink.rest.json;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A pool of buffers for the bodies of requests and responses. It keeps a limited number, so that a
 * burst of large ones does not occupy memory afterwards.
 *
 * <p>Thread-safe. Not final, so that tests can let it throw.
 */
public class ChunkPool {
  /** The size of a chunk in bytes, which is also the size of one write to a socket. */
  public static final int CHUNK = 64 * 1_024;

  private static final int MAX_POOLED = 128;

  private final ArrayDeque<Chunk> pooled = new ArrayDeque<>();

  /** Returns an empty chunk. */
  Chunk take() {
    Chunk chunk = poll();
    if (chunk == null) {
      return new Chunk();
    }
    chunk.buffer.clear();
    return chunk;
  }

  private synchronized @Nullable Chunk poll() {
    return pooled.pollFirst();
  }

  /** Returns the number of unused chunks. */
  public synchronized int pooled() {
    return pooled.size();
  }

  /** Takes back a chunk that is no longer used. */
  synchronized void give(Chunk chunk) {
    if (pooled.size() < MAX_POOLED) {
      pooled.addFirst(chunk);
    }
  }
}
