package io.pinelink.rest.json;

/** A pool that throws when a chunk is taken or given back for the nth time. */
public final class BrokenChunkPool extends ChunkPool {
  private int takes;
  private int gives;

  private BrokenChunkPool(int takes, int gives) {
    this.takes = takes;
    this.gives = gives;
  }

  /** Returns a pool that throws when the chunk of a small request has been written. */
  public static ChunkPool afterTheRequest() {
    return new BrokenChunkPool(0, 1);
  }

  /** Returns a pool that throws when the first bytes of the response to a small request arrive. */
  public static ChunkPool atTheResponse() {
    return new BrokenChunkPool(2, 0);
  }

  @Override
  Chunk take() {
    takes--;
    throwAt(takes);
    return super.take();
  }

  @Override
  synchronized void give(Chunk chunk) {
    gives--;
    throwAt(gives);
    super.give(chunk);
  }

  private static void throwAt(int left) {
    if (left == 0) {
      throw new IllegalStateException("thrown by the test");
    }
  }
}
