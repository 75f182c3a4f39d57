package io.pinelink.rest.json;

import java.io.OutputStream;

/** Counts what is written, and forgets it. */
final class ByteCount extends OutputStream {
  private long bytes;

  long bytes() {
    return bytes;
  }

  @Override
  public void write(int oneByte) {
    bytes++;
  }

  @Override
  public void write(byte[] many, int begin, int length) {
    bytes += length;
  }
}
