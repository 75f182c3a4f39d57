package io.pinelink.rest.json;

import java.io.OutputStream;

/** A stream that counts bytes and discards them. */
final class ByteCount extends OutputStream implements FloatSink {
  /** A method that returns how many bytes floats take, with the commas between them. */
  @FunctionalInterface
  interface FloatsLength {
    long of(int count, FloatAt values);
  }

  private final FloatsLength floatsLength;
  private long bytes;

  ByteCount(FloatsLength floatsLength) {
    this.floatsLength = floatsLength;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void write(int oneByte) {
    bytes++;
  }

  @Override
  public void floats(int count, FloatAt values) {
    bytes += floatsLength.of(count, values);
  }

  @Override
  public void write(byte[] many, int begin, int length) {
    bytes += length;
  }
}
