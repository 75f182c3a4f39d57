package io.pinelink.files;

import io.pinelink.files.internal.RowWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The lines of a JSON Lines file that is being written: each a document as JSON in UTF-8. */
final class JsonLinesFile implements RowWriter<byte[]> {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream out;
  private long bytes;

  private JsonLinesFile(OutputStream out) {
    this.out = out;
  }

  /** Creates a file that does not exist yet. */
  static JsonLinesFile create(Path file) throws IOException {
    return new JsonLinesFile(
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            BUFFER_BYTES));
  }

  /** Returns true: any document may follow any other. */
  @Override
  public boolean takes(byte[] line) {
    return true;
  }

  @Override
  public void write(byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
    bytes += line.length + 1;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
