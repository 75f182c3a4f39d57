package io.pinelink.rest;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The bytes of a response, up to a bound. They live in the heap: a pooled buffer could be given
 * back by a cancel while a parser still reads it.
 */
final class ResponseBody {
  private static final int FIRST_BYTES = 4_096;

  private final int bound;
  private byte[] bytes;
  private int length;

  /**
   * Makes an empty body.
   *
   * @param announced how many bytes the response says it has; negative if it does not say
   * @param bound how many bytes are kept at most
   */
  ResponseBody(long announced, int bound) {
    this.bound = bound;
    this.bytes = new byte[(int) Math.min(announced < 0 ? FIRST_BYTES : announced, bound)];
  }

  /** Adds what fits; returns whether all of it did. */
  boolean append(ByteBuf chunk) {
    int more = chunk.readableBytes();
    int taken = Math.min(more, bound - length);
    if (length + taken > bytes.length) {
      long doubled = Math.max(2L * bytes.length, length + taken);
      bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, bound));
    }
    chunk.readBytes(bytes, length, taken);
    length += taken;
    return taken == more;
  }

  /** The bytes, of which {@link #length()} count. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  int length() {
    return length;
  }
}
