package io.pinelink.copy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file of text that one copy at a time uses, and that is replaced as a whole. Its last line is a
 * checksum of the others: a file that was cut could pass for the progress of less work.
 *
 * <p>The lock is one of the operating system on a file beside it, which is released even if the
 * process is killed. That file names the copy that has the lock, and stays: another process may
 * have opened it, and would lock a removed file while a third one locks a new one of the same name.
 *
 * <p>An interrupt would close a file, although it is meant to end a wait. It is therefore cleared
 * during an operation and set again afterwards.
 */
final class CheckpointFile implements AutoCloseable {
  private static final String LABEL = "checksum=";

  /**
   * The locked byte, far behind the text: on some systems, locked bytes cannot be read by others.
   */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  /**
   * The owners in this process. The operating system's lock is for others: in one process, closing
   * any channel of the file would release it.
   */
  private static final Map<Path, String> OWNERS = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel lock;

  private CheckpointFile(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /** A file operation that can be restarted. */
  private interface Operation<R extends @Nullable Object> {
    R run() throws IOException;
  }

  private static <R extends @Nullable Object> R uninterrupted(Operation<R> operation)
      throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return operation.run();
        } catch (ClosedByInterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Locks a file, which need not exist.
   *
   * @param work what the copy does
   * @throws IllegalStateException if another copy has locked it
   * @throws UncheckedIOException if the lock cannot be written
   */
  static CheckpointFile open(Path given, String work) {
    String owner =
        "%s, process %s, since %s"
            .formatted(
                work, ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Path file;
    try {
      Path absolute = given.toAbsolutePath();
      file =
          Objects.requireNonNull(absolute.getParent(), "directory is null")
              .toRealPath()
              .resolve(absolute.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + given + " cannot be written: " + e, e);
    }
    String other = OWNERS.putIfAbsent(file, owner);
    if (other != null) {
      throw inUse(given, other);
    }
    try {
      return new CheckpointFile(file, uninterrupted(() -> lock(given, file, owner)));
    } catch (IOException e) {
      OWNERS.remove(file);
      throw new UncheckedIOException("checkpoint " + given + " cannot be locked: " + e, e);
    } catch (RuntimeException | Error e) {
      OWNERS.remove(file);
      throw e;
    }
  }

  private static FileChannel lock(Path given, Path file, String owner) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(
            beside, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean isLocked = false;
    try {
      isLocked = tryLock(channel);
      if (!isLocked) {
        throw inUse(given, Files.readString(beside));
      }
      channel.truncate(0);
      writeAll(channel, owner);
      return channel;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process, by another name of the directory
    }
  }

  private static IllegalStateException inUse(Path file, String owner) {
    return new IllegalStateException(
        "checkpoint %s is in use by %s; wait until it has ended, or give this one another file"
            .formatted(file, owner.isEmpty() ? "another copy" : owner));
  }

  /**
   * Returns the text; empty if the file does not exist.
   *
   * @throws IllegalArgumentException if the checksum is missing or wrong
   */
  Optional<String> read() throws IOException {
    String content;
    try {
      content = new String(uninterrupted(() -> Files.readAllBytes(file)), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    int end = Math.max(0, content.lastIndexOf(LABEL));
    String text = content.substring(0, end);
    if (!content.substring(end).equals(lastLine(text))) {
      throw new IllegalArgumentException(
          "its checksum is missing or wrong, so the file is incomplete or was changed");
    }
    return Optional.of(text);
  }

  private static String lastLine(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%s%08x\n", LABEL, checksum.getValue());
  }

  /** Replaces the text, after the new one has been flushed to disk. */
  void replace(String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      var unused =
          uninterrupted(
              () -> {
                try (FileChannel channel =
                    FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                  writeAll(channel, text + lastLine(text));
                  channel.force(true);
                }
                return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
              });
    } catch (IOException e) {
      Files.deleteIfExists(fresh); // it takes space on a disk that may be full
      throw e;
    }
  }

  private static void writeAll(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Removes the file, but not its lock. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      OWNERS.remove(file);
    }
  }
}
