package io.pinelink.grpc;

import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The bytes of a received message, all of them. */
final class ReadBuffer {
  static final Pool<ReadBuffer> POOL = new Pool<>(ReadBuffer::new);

  private static final int MIN_SIZE = 16 * 1_024;

  /** A larger array is for one message alone: it is not worth being kept for the rare next. */
  private static final int MAX_KEPT = 1 << 20;

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
      reserve(stream.available() + 1);
    }
    for (int read = 0; read >= 0; read = stream.read(bytes, length, bytes.length - length)) {
      length += read;
      if (length == bytes.length) {
        reserve(2 * length);
      }
    }
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
