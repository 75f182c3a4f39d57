package io.pinelink.files.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * The lines of a JSON Lines file that is being written.
 *
 * @param <T> the type of the rows
 */
public final class JsonLines<T> implements RowWriter<T> {
  private static final int BUFFER_BYTES = 64 * 1024;

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

  /** Creates a file that does not exist yet. */
  public static OutputStream stream(Path file, boolean gzip) throws IOException {
    OutputStream plain =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new BufferedOutputStream(
        gzip ? new GZIPOutputStream(plain, BUFFER_BYTES) : plain, BUFFER_BYTES);
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
