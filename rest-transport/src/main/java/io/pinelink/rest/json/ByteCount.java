package io.pinelink.rest.json;

import java.io.OutputStream;

/** A stream that counts bytes and discards them. */
final class ByteCount extends OutputStream implements FloatSink {
  private final byte[] text = new byte[FloatText.MAX_LENGTH];
  private long bytes;

  long bytes() {
    return bytes;
  }

  @Override
  public void write(int oneByte) {
    bytes++;
  }

  @Override
  public void floats(int count, FloatAt values) {
    for (int i = 0; i < count; i++) {
      bytes += FloatText.write(values.at(i), text, 0);
    }
    bytes += Math.max(0, count - 1);
  }

  @Override
  public void write(byte[] many, int begin, int length) {
    bytes += length;
  }
}
