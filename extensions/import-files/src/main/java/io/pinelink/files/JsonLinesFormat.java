package io.pinelink.files;

import java.io.IOException;
import java.nio.file.Path;

/** JSON Lines files, which imports into document indexes read. */
final class JsonLinesFormat implements FileFormat<byte[]> {
  @Override
  public String suffix() {
    return ".jsonl";
  }

  @Override
  public JsonLinesFile create(Path file, byte[] first) throws IOException {
    return JsonLinesFile.create(file);
  }
}
