package io.pinelink.cli.data;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stream that is written to a file as it is read. */
final class CopiedInput extends FilterInputStream {
  private final OutputStream copy;

  CopiedInput(InputStream in, Path copy) throws IOException {
    super(in);
    this.copy = new BufferedOutputStream(Files.newOutputStream(copy));
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    if (read >= 0) {
      copy.write(read);
    }
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = in.read(into, offset, length);
    if (read > 0) {
      copy.write(into, offset, read);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    copy.close();
    in.close();
  }
}
