package io.pinelink.grpc.codec;

import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The bytes of a received message, all of them. */
final class ReadBuffer {
  static final ObjectPool<ReadBuffer> POOL = new ObjectPool<>(ReadBuffer::new);

  private static final int MIN_SIZE = 16 * 1_024;

  /** A larger array is for one message alone: it is not worth being kept for the rare next. */
  private static final int MAX_KEPT = 1 << 20;

  /** A little less than an int can count, which is as long as arrays get everywhere. */
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[MIN_SIZE];
  private FloatViews floats = new FloatViews(bytes);
  private int length;

  byte[] bytes() {
    return bytes;
  }

  /** How many of the bytes are the message's. */
  int length() {
    return length;
  }

  FloatBuffer floatsAt(int position) {
    return floats.at(position);
  }

  /** Reads a message in place of the last one. */
  void fill(InputStream stream) throws IOException {
    length = 0;
    if (stream instanceof KnownLength) {
      // gRPC has all of it by now, so this is what there is and no promise. One more tells the end.
      reserve((int) Math.min(stream.available() + 1L, MAX_SIZE));
    }
    for (int read = 0; read >= 0; read = stream.read(bytes, length, bytes.length - length)) {
      length += read;
      if (length == bytes.length) {
        reserve(sizeAfter(length));
      }
    }
  }

  /** The size to go on with when a message has filled this one. */
  static int sizeAfter(int size) throws IOException {
    if (size == MAX_SIZE) {
      throw new IOException("a message is longer than an array can be");
    }
    return (int) Math.min(2L * size, MAX_SIZE);
  }

  private void reserve(int size) {
    if (size > bytes.length) {
      // Up to what is kept, of lengths that also fit the next message.
      int rounded = size > MAX_KEPT ? size : 2 * Integer.highestOneBit(size - 1);
      bytes = Arrays.copyOf(bytes, rounded);
      floats = new FloatViews(bytes);
    }
  }

  /** Gives it back, if it is worth it. */
  void release() {
    if (bytes.length <= MAX_KEPT) {
      POOL.give(this);
    }
  }
}
