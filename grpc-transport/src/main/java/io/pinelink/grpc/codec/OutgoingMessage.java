package io.pinelink.grpc.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * A request whose length is known and whose bytes are produced on demand from an immutable model.
 * They can be requested later, on another thread, and more than once.
 */
public final class OutgoingMessage {
  private static final ObjectPool<MessageLengths> LENGTHS = new ObjectPool<>(MessageLengths::new);

  private final Consumer<FieldWriter> fields;
  private final int length;
  private final int[] nested;

  private OutgoingMessage(Consumer<FieldWriter> fields, int length, int[] nested) {
    this.fields = fields;
    this.length = length;
    this.nested = nested;
  }

  /**
   * Creates the message with these fields.
   *
   * @param fields writes the fields, the same ones each time
   * @throws IllegalArgumentException if the message is longer than protobuf allows
   */
  static OutgoingMessage of(Consumer<FieldWriter> fields) {
    MessageLengths lengths = LENGTHS.take();
    lengths.clear();
    try {
      fields.accept(lengths);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the request is 2 GiB or larger, but protobuf only allows less than 2 GiB", e);
    }
    OutgoingMessage message = new OutgoingMessage(fields, lengths.total(), lengths.nested());
    if (lengths.isWorthKeeping()) {
      LENGTHS.give(lengths);
    }
    return message;
  }

  /** Returns the length in bytes. */
  public int length() {
    return length;
  }

  void writeTo(OutputStream out) throws IOException {
    WriteBuffer buffer = WriteBuffer.POOL.take();
    try {
      MessageWriter writer = new MessageWriter(out, MessageBuffer.expected(), buffer, nested);
      fields.accept(writer);
      writer.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      WriteBuffer.POOL.give(buffer);
    }
  }
}
