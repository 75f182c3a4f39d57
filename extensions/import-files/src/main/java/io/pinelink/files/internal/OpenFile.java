package io.pinelink.files.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written. Until it is complete it has a name that imports ignore.
 *
 * @param <R> what is written at a time
 */
public final class OpenFile<R> {
  private final @Nullable Path file;
  private final RowWriter<R> writer;
  private volatile long rows;
  private volatile long bytes;

  /**
   * Creates a file.
   *
   * @param file the path of the complete file; null for a stream
   */
  private OpenFile(@Nullable Path file, RowWriter<R> writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Creates the writer of a file at a path where none is. */
  public interface Creation<R> {
    RowWriter<R> create(Path file) throws IOException;
  }

  /** Creates a file, and removes the rest of an earlier attempt. */
  public static <R> OpenFile<R> create(Path file, Creation<R> creation) throws IOException {
    Files.deleteIfExists(unfinished(file));
    return new OpenFile<>(file, creation.create(unfinished(file)));
  }

  /** Returns a stream, which has no name and keeps what was written to it. */
  public static <R> OpenFile<R> stream(RowWriter<R> writer) {
    return new OpenFile<>(null, writer);
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".unfinished");
  }

  public boolean takes(R row) {
    return writer.takes(row);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, any may read
  public void write(R row) throws IOException {
    writer.write(row);
    rows++;
    bytes = writer.bytes();
  }

  /** Returns the number of rows so far. May be called by any thread. */
  public long rows() {
    return rows;
  }

  /** Returns the size so far, on disk and in memory. May be called by any thread. */
  public long bytes() {
    return bytes;
  }

  /**
   * Writes the rest, waits for the disk, and gives the file its name.
   *
   * @return the size of the file
   */
  public long complete() throws IOException {
    writer.close();
    if (file == null) {
      return bytes;
    }
    Path unfinished = unfinished(file);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    long size = Files.size(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return size;
  }

  /** Deletes the unfinished file in any state. */
  public void discard() throws IOException {
    try {
      writer.close();
    } catch (IOException | RuntimeException | LinkageError e) {
      // The reason for discarding the file has been reported.
    } finally {
      if (file != null) {
        Files.deleteIfExists(unfinished(file));
      }
    }
  }
}
