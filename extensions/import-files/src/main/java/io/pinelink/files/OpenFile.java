package io.pinelink.files;

import io.pinelink.files.WrittenFiles.Count;
import io.pinelink.files.internal.RowWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is being written. Until it is complete it has a name that imports ignore. */
final class OpenFile<R> {
  private static final String UNFINISHED = ".unfinished";

  private final Path file;
  private final Path unfinished;
  private final RowWriter<R> writer;
  private long rows;

  private OpenFile(Path file, Path unfinished, RowWriter<R> writer) {
    this.file = file;
    this.unfinished = unfinished;
    this.writer = writer;
  }

  /** Creates a file that does not exist yet, for a row that is then written first. */
  static <R> OpenFile<R> create(Path file, FileFormat<R> format, R first) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    return new OpenFile<>(file, unfinished, format.create(unfinished, first));
  }

  boolean takes(R row) {
    return writer.takes(row);
  }

  void write(R row) throws IOException {
    writer.write(row);
    rows++;
  }

  long bytes() {
    return writer.bytes();
  }

  /** Writes the rest, waits for the disk, and gives the file its name. */
  Count complete() throws IOException {
    writer.close();
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    long bytes = Files.size(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return new Count(1, rows, bytes);
  }

  /** Deletes the unfinished file in any state. */
  void discard() throws IOException {
    try {
      writer.close();
    } catch (IOException | RuntimeException | LinkageError e) {
      // The reason for discarding the file has been reported.
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
