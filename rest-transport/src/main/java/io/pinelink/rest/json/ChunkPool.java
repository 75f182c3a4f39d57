package io.pinelink.rest.json;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A pool of buffers for the bodies of requests and responses. It keeps a limited number, and {@link
 * #trim} drops those that were not needed lately, so that a burst of large bodies does not occupy
 * memory afterwards.
 *
 * <p>Thread-safe. Not final, so that tests can let it throw.
 */
public class ChunkPool {
  /** The size of a chunk in bytes, which is also the size of one write to a socket. */
  public static final int CHUNK = 64 * 1_024;

  private static final int MAX_POOLED = 128;

  private final ArrayDeque<Chunk> pooled = new ArrayDeque<>();

  /** The smallest number of unused chunks since the last {@link #trim}. */
  private int leastPooled;

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
    Chunk chunk = pooled.pollFirst();
    leastPooled = Math.min(leastPooled, pooled.size());
    return chunk;
  }

  /** Returns the number of unused chunks. */
  public synchronized int pooled() {
    return pooled.size();
  }

  /** Drops as many chunks as were never in use since the last call of this method. */
  public synchronized void trim() {
    for (int i = leastPooled; i > 0; i--) {
      pooled.pollLast();
    }
    leastPooled = pooled.size();
  }

  /** Takes back a chunk that is no longer used. */
  synchronized void give(Chunk chunk) {
    if (pooled.size() < MAX_POOLED) {
      pooled.addFirst(chunk);
    }
  }
}
