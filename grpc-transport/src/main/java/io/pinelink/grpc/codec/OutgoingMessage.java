package io.pinelink.grpc.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * A request in the making: its length is known, its bytes are made when they are wanted, from a
 * model that cannot change. They can be wanted later, on another thread, and more than once.
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
   * The message with these fields.
   *
   * @param fields tells them, the same ones each time
   * @throws IllegalArgumentException if it is longer than protobuf allows
   */
  static OutgoingMessage of(Consumer<FieldWriter> fields) {
    MessageLengths lengths = LENGTHS.take();
    lengths.clear();
    try {
      fields.accept(lengths);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the request has 2 GiB or more, expected less, which is protobuf's limit", e);
    }
    OutgoingMessage message = new OutgoingMessage(fields, lengths.total(), lengths.nested());
    if (lengths.isWorthKeeping()) {
      LENGTHS.give(lengths);
    }
    return message;
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  void writeTo(OutputStream out) throws IOException {
    WriteBuffer buffer = WriteBuffer.POOL.take();
    try {
      MessageWriter writer = new MessageWriter(out, buffer, nested);
      fields.accept(writer);
      writer.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      WriteBuffer.POOL.give(buffer);
    }
  }
}
