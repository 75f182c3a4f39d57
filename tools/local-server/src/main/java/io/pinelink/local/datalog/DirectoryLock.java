package io.pinelink.local.datalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The lock of a data directory, which one server holds at a time. It ends with the process. */
final class DirectoryLock implements AutoCloseable {
  private static final String CONTENT = "The data of a Pinelink server: see docs/server-data.md.\n";

  private final FileChannel file;

  private DirectoryLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Creates a directory unless it exists, and locks it.
   *
   * @throws UncheckedIOException if it cannot be written or another server has it
   */
  static DirectoryLock acquire(Path directory) {
    FileChannel opened;
    try {
      Files.createDirectories(directory);
      opened =
          FileChannel.open(
              directory.resolve(DataFiles.LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("cannot write to the data directory " + directory, e));
    }
    if (lock(opened, directory) == null) {
      closeQuietly(opened);
      throw DataFaults.refused("another server uses the data directory " + directory);
    }
    return new DirectoryLock(opened);
  }

  private static @Nullable FileLock lock(FileChannel file, Path directory) {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // The other server is in this process.
    } catch (IOException e) {
      closeQuietly(file);
      throw new UncheckedIOException(
          new IOException("cannot lock the data directory " + directory, e));
    }
  }

  private static void closeQuietly(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      // There is nothing to save in it.
    }
  }

  /** Returns whether the directory had data at some time. */
  boolean isInitialized() throws IOException {
    return file.size() > 0;
  }

  /** Notes that the directory has data. */
  void initialize() throws IOException {
    if (!isInitialized()) {
      file.write(ByteBuffer.wrap(CONTENT.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() {
    closeQuietly(file);
  }
}
