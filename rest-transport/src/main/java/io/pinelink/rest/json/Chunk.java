package io.pinelink.rest.json;

import java.nio.ByteBuffer;

/** A piece of memory of a {@link ChunkPool}: an array, and a buffer on it. */
final class Chunk {
  final byte[] bytes = new byte[ChunkPool.CHUNK];
  final ByteBuffer buffer = ByteBuffer.wrap(bytes);
}
