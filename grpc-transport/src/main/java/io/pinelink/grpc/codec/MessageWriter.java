package io.pinelink.grpc.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A writer for a message whose lengths are known, with a buffer. */
final class MessageWriter implements FieldWriter {
  /** The size of a tag and the longest number after it. */
  private static final int MAX_HEAD = 1 + 10;

  /** Fewer floats are not worth a write of the bytes before them. */
  private static final int MIN_DIRECT = 64;

  private final OutputStream out;
  private final @Nullable MessageBuffer direct;
  private final WriteBuffer buffer;
  private final byte[] bytes;
  private final int[] nested;
  private int started;
  private int position;

  /**
   * Creates a writer.
   *
   * @param direct the buffer behind the stream; null if there is none
   * @param nested the lengths of the nested messages, in the order in which they begin
   */
  MessageWriter(
      OutputStream out, @Nullable MessageBuffer direct, WriteBuffer buffer, int[] nested) {
    this.out = out;
    this.direct = direct;
    this.buffer = buffer;
    this.bytes = buffer.bytes();
    this.nested = nested;
  }

  /** Writes the rest of the buffer to the stream. */
  void flush() {
    write(bytes, position);
    position = 0;
  }

  private void write(byte[] from, int length) {
    try {
      if (direct == null) {
        out.write(from, 0, length);
      } else {
        direct.write(from, length, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int room() {
    return bytes.length - position;
  }

  private void tag(int field, int wireType) {
    if (room() < MAX_HEAD) {
      flush();
    }
    bytes[position++] = (byte) (field << WireType.BITS | wireType);
  }

  private void varint(int unsigned) {
    int rest = unsigned;
    while ((rest & ~0x7F) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  private void length(int field, int length) {
    tag(field, WireType.BYTES);
    varint(length);
  }

  @Override
  public void text(int field, String text) {
    int length = Utf8.length(text);
    length(field, length);
    if (length > room()) {
      flush();
    }
    if (length > bytes.length) {
      write(text.getBytes(StandardCharsets.UTF_8), length);
    } else {
      Utf8.write(text, length, bytes, position);
      position += length;
    }
  }

  @Override
  public void bool(int field, boolean value) {
    tag(field, WireType.VARINT);
    bytes[position++] = (byte) (value ? 1 : 0);
  }

  @Override
  public void unsigned32(int field, int value) {
    tag(field, WireType.VARINT);
    varint(value);
  }

  @Override
  public void float32(int field, float value) {
    tag(field, WireType.FIXED32);
    LittleEndian.putInt(bytes, position, Float.floatToRawIntBits(value));
    position += Float.BYTES;
  }

  @Override
  public void float64(int field, double value) {
    tag(field, WireType.FIXED64);
    LittleEndian.putLong(bytes, position, Double.doubleToRawLongBits(value));
    position += Double.BYTES;
  }

  @Override
  public void floats(int field, int count, FloatSource source) {
    length(field, Float.BYTES * count);
    if (direct != null && count >= MIN_DIRECT && direct.hasRoom(position + Float.BYTES * count)) {
      flush();
      direct.writeFloats(count, source);
      return;
    }
    int done = 0;
    while (done < count) {
      int fitting = Math.min(count - done, room() / Float.BYTES);
      source.copyTo(buffer.floatsAt(position), done, fitting);
      position += Float.BYTES * fitting;
      done += fitting;
      if (done < count) {
        flush();
      }
    }
  }

  @Override
  public void unsigned32s(int field, int count, IntUnaryOperator source) {
    length(field, MessageLengths.ofVarints(count, source));
    for (int i = 0; i < count; i++) {
      if (room() < MAX_HEAD) {
        flush();
      }
      varint(source.applyAsInt(i));
    }
  }

  @Override
  public void message(int field, int length) {
    length(field, length);
  }

  @Override
  public int begin(int field) {
    length(field, nested[started++]);
    return started;
  }

  @Override
  public void end(int started) {
    // The length precedes the message, so nothing is left to write.
  }
}
