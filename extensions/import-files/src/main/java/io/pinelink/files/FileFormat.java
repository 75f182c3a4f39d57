package io.pinelink.files;

import io.pinelink.files.internal.RowWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A format of files that imports read.
 *
 * @param <R> what is written at a time
 */
interface FileFormat<R> {
  /** Returns the end of a file's name: a dot and the extension. */
  String suffix();

  /**
   * Creates a file.
   *
   * @param file the path of the file, which does not exist yet
   * @param first the row that is written first; the file takes it
   */
  RowWriter<R> create(Path file, R first) throws IOException;
}
