package io.pinelink.grpc.codec;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that gRPC allocates for the large message that a thread is writing. gRPC itself only
 * offers a stream that accepts arrays, through which each float would be copied twice: into an
 * array, and from there into the buffer.
 *
 * <p>gRPC asks for the length of a message, allocates a buffer, drains the message into it, and
 * allocates another one when it is full, all on one thread. The channel's allocator reports each
 * buffer to {@link #allocated}. gRPC does not promise that order, so a buffer is written directly
 * only after bytes that were written to the stream have arrived in it. Without such a buffer, as in
 * the same process, all bytes are written to the stream.
 */
public final class MessageBuffer {
  /** For a smaller message, the views of a buffer would cost more than the copy. */
  private static final int MIN_MESSAGE = 64 * 1_024;

  private static final ThreadLocal<MessageBuffer> CURRENT = new ThreadLocal<>();

  private @Nullable ByteBuf buffer;

  /** Whether written bytes have arrived in the buffer. */
  private boolean known;

  private @Nullable FloatViews floats;

  /** The index in the buffer at which the views start. */
  private int start;

  private MessageBuffer() {}

  /** Announces that this thread is about to write a message of a length in bytes. */
  static void expect(int length) {
    if (length >= MIN_MESSAGE) {
      CURRENT.set(new MessageBuffer());
    } else {
      CURRENT.remove();
    }
  }

  /** Returns the buffer of the announced message; null if there is none. */
  static @Nullable MessageBuffer expected() {
    return CURRENT.get();
  }

  /** Ends the announced message. */
  static void forget() {
    CURRENT.remove();
  }

  /** Reports a buffer that a channel's allocator has allocated on this thread. */
  public static void allocated(ByteBuf buffer) {
    MessageBuffer message = CURRENT.get();
    if (message != null) {
      message.buffer = buffer;
      message.known = false;
      message.floats = null;
    }
  }

  /** Writes the start of an array, to the stream if it cannot be written directly. */
  void write(byte[] bytes, int length, OutputStream stream) throws IOException {
    if (buffer != null && hasRoom(length)) {
      buffer.writeBytes(bytes, 0, length);
      return;
    }
    int end = buffer == null ? 0 : buffer.writerIndex() + length;
    known = true; // Unless another buffer is allocated.
    stream.write(bytes, 0, length);
    known = known && length > 0 && buffer != null && endsWith(buffer, end, bytes, length);
  }

  /** A compressor, too, could have written so many bytes, but not the same. */
  private static boolean endsWith(ByteBuf buffer, int end, byte[] bytes, int length) {
    return buffer.writerIndex() == end
        && buffer.nioBuffer(end - length, length).equals(ByteBuffer.wrap(bytes, 0, length));
  }

  /** Returns whether so many bytes can be written directly. */
  boolean hasRoom(int bytes) {
    return known && buffer != null && buffer.writableBytes() >= bytes;
  }

  /** Writes floats directly; there must be room. */
  void writeFloats(int count, FieldWriter.FloatSource source) {
    ByteBuf target = Objects.requireNonNull(buffer, "buffer is null");
    int index = target.writerIndex();
    if (floats == null) {
      start = index;
      floats = new FloatViews(target.nioBuffer(index, target.writableBytes()));
    }
    source.copyTo(floats.at(index - start), 0, count);
    target.writerIndex(index + Float.BYTES * count);
  }
}
