package io.pinelink.rest.json;

import java.io.OutputStream;

/** A stream that counts bytes and discards them. */
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
