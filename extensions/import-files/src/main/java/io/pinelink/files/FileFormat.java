package io.pinelink.files;

import io.pinelink.files.internal.RowWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A format of files that imports read.
 *
 * @param suffix the end of a file's name: a dot and the extension
 * @param <R> what is written at a time
 */
record FileFormat<R>(String suffix, Creation<R> creation) {
  /** Creates a file that does not exist yet, for a row that is then written first. */
  interface Creation<R> {
    RowWriter<R> create(Path file, R first) throws IOException;
  }
}
