package io.pinelink.files.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The lines of a JSON Lines file that is being written.
 *
 * @param <T> the type of the rows
 */
public final class JsonLines<T> implements RowWriter<T> {
  private final OutputStream out;
  private final Function<T, byte[]> json;
  private long bytes;

  /**
   * Begins a file.
   *
   * @param json returns a row as JSON in UTF-8, without a line end
   */
  public JsonLines(OutputStream out, Function<T, byte[]> json) {
    this.out = out;
    this.json = json;
  }

  @Override
  public void write(T row) throws IOException {
    byte[] text = json.apply(row);
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
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
