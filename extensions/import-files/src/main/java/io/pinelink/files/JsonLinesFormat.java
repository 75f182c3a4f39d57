package io.pinelink.files;

import io.pinelink.files.internal.JsonLines;
import io.pinelink.files.internal.RowWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** JSON Lines files, which imports into document indexes read. */
final class JsonLinesFormat implements FileFormat<byte[]> {
  private static final int BUFFER_BYTES = 64 * 1024;

  @Override
  public String suffix() {
    return ".jsonl";
  }

  @Override
  public RowWriter<byte[]> create(Path file, byte[] first) throws IOException {
    OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new JsonLines<>(new BufferedOutputStream(out, BUFFER_BYTES), line -> line);
  }
}
