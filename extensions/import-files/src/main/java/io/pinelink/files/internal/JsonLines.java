package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinelink.files.internal.RowWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The lines of a JSON Lines file that is being written.
 *
 * @param <T> the type of the rows
 */
final class JsonLines<T> implements RowWriter<T> {
  private final OutputStream out;
  private final RowShape<T> shape;
  private long bytes;

  JsonLines(OutputStream out, RowShape<T> shape) {
    this.out = out;
    this.shape = shape;
  }

  @Override
  public boolean takes(T row) {
    return true;
  }

  @Override
  public void write(T row) throws IOException {
    byte[] line = (shape.json(row) + "\n").getBytes(UTF_8);
    out.write(line);
    bytes += line.length;
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
