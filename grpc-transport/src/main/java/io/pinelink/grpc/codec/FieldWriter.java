package io.pinelink.grpc.codec;

import java.nio.FloatBuffer;
import java.util.function.IntUnaryOperator;

/**
 * Takes the fields of a message in the order of the wire. A message is told twice, in the same
 * words: to {@link MessageLengths}, since a length stands before what it counts, and to {@link
 * MessageWriter}. Field numbers are below 16, so a tag is one byte.
 */
interface FieldWriter {
  void text(int field, String text);

  void bool(int field, boolean value);

  void unsigned32(int field, int value);

  void float32(int field, float value);

  void float64(int field, double value);

  /** Floats, packed. */
  void floats(int field, int count, FloatSource source);

  /** Unsigned numbers, packed. */
  void unsigned32s(int field, int count, IntUnaryOperator source);

  /**
   * Begins a message within the message.
   *
   * @return what {@link #end} wants back
   */
  int begin(int field);

  void end(int started);

  /** Floats that can be had many at once. */
  @FunctionalInterface
  interface FloatSource {
    void copyTo(FloatBuffer target, int position, int length);
  }
}
