package io.pinelink.grpc.codec;

import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A buffer for all bytes of a received message. */
final class ReadBuffer {
  static final ObjectPool<ReadBuffer> POOL = new ObjectPool<>(ReadBuffer::new);

  private static final int MIN_SIZE = 16 * 1_024;

  /**
   * The service's largest response. A larger array is not returned to the pool, which has one for
   * each processor.
   */
  private static final int MAX_KEPT = 1 << 22;

  /** Slightly below the range of int: the maximum array size on all JVMs. */
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[MIN_SIZE];
  private FloatViews floats = new FloatViews(ByteBuffer.wrap(bytes));
  private int length;

  byte[] bytes() {
    return bytes;
  }

  /** Returns the number of bytes in the message. */
  int length() {
    return length;
  }

  FloatBuffer floatsAt(int position) {
    return floats.at(position);
  }

  /** Reads a message, which replaces the last one. */
  void fill(InputStream stream) throws IOException {
    length = 0;
    if (stream instanceof KnownLength) {
      // gRPC has received the whole message, so this is its real length. One more byte shows the
      // end.
      reserve((int) Math.min(stream.available() + 1L, MAX_SIZE));
    }
    for (int read = 0; read >= 0; read = stream.read(bytes, length, bytes.length - length)) {
      length += read;
      if (length == bytes.length) {
        reserve(sizeAfter(length));
      }
    }
  }

  /** Returns the next size of a buffer that a message has filled. */
  static int sizeAfter(int size) throws IOException {
    if (size == MAX_SIZE) {
      throw new IOException("a message is longer than the maximum array size");
    }
    return (int) Math.min(2L * size, MAX_SIZE);
  }

  private void reserve(int size) {
    if (size > bytes.length) {
      // Up to the size that is kept, round up so that the next message fits too.
      int rounded = size > MAX_KEPT ? size : 2 * Integer.highestOneBit(size - 1);
      bytes = Arrays.copyOf(bytes, rounded);
      floats = new FloatViews(ByteBuffer.wrap(bytes));
    }
  }

  /** Returns the buffer to the pool unless it is too large. */
  void release() {
    if (bytes.length <= MAX_KEPT) {
      POOL.give(this);
    }
  }
}
