package io.pinelink.rest.json;

import java.nio.ByteBuffer;

/** A piece of memory of a {@link ChunkPool}: an array, and a buffer on it. */
final class Chunk {
  private static final int BLOCK = 128;

  final byte[] bytes = new byte[ChunkPool.CHUNK];
  final ByteBuffer buffer = ByteBuffer.wrap(bytes);

  /** Floats that are about to be written as text. */
  final float[] floats = new float[BLOCK];
}
