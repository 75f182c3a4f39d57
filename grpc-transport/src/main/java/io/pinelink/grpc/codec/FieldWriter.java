package io.pinelink.grpc.codec;

import java.nio.FloatBuffer;
import java.util.function.IntUnaryOperator;

/**
 * A receiver of the fields of a message, in wire order. Each message is passed twice with the same
 * fields: to {@link MessageLengths}, because a length precedes the bytes that it counts, and to
 * {@link MessageWriter}. Field numbers are below 16, so a tag is one byte.
 */
interface FieldWriter {
  void text(int field, String text);

  void bool(int field, boolean value);

  void unsigned32(int field, int value);

  void float32(int field, float value);

  void float64(int field, double value);

  /** Adds packed floats. */
  void floats(int field, int count, FloatSource source);

  /** Adds packed unsigned numbers. */
  void unsigned32s(int field, int count, IntUnaryOperator source);

  /** Begins a nested message of a known length, for which {@link #end} is not called. */
  void message(int field, int length);

  /**
   * Begins a nested message.
   *
   * @return the value to pass to {@link #end}
   */
  int begin(int field);

  void end(int started);

  /** A source of floats that can copy many at once. */
  @FunctionalInterface
  interface FloatSource {
    void copyTo(FloatBuffer target, int position, int length);
  }
}
