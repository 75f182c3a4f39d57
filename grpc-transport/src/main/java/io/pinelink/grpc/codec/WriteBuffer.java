package io.pinelink.grpc.codec;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** A buffer for bytes that are written to gRPC's stream, which only accepts arrays. */
final class WriteBuffer {
  static final ObjectPool<WriteBuffer> POOL = new ObjectPool<>(WriteBuffer::new);

  private static final int SIZE = 16 * 1_024;

  private final byte[] bytes = new byte[SIZE];
  private final FloatViews floats = new FloatViews(ByteBuffer.wrap(bytes));

  byte[] bytes() {
    return bytes;
  }

  FloatBuffer floatsAt(int position) {
    return floats.at(position);
  }
}
