package io.pinelink.internal.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a checkpoint, which one bulk operation at a time has: a lock of the operating system
 * on a file beside the checkpoint, which is released even if the process is killed. The file names
 * the bulk operation that has the lock.
 */
public final class CheckpointLock {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  /**
   * The locked byte, far behind the text: on some systems, locked bytes cannot be read by others.
   */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  private static final int MAX_TEXT = 10_000;

  /**
   * The owners in this process, by checkpoint. The operating system's lock is for others: in one
   * process, closing any channel of the file would release it.
   */
  private static final Map<Path, String> OWNERS = new ConcurrentHashMap<>();

  private final Path checkpoint;
  private final Path file;
  private @Nullable FileChannel channel;

  private CheckpointLock(Path checkpoint, Path file) {
    this.checkpoint = checkpoint;
    this.file = file;
  }

  /**
   * Takes the lock for some work. Fails if another bulk operation has it, which the message
   * describes, or if the directory cannot be written.
   */
  public static CheckpointLock take(Path checkpoint, String work) {
    Path path;
    try {
      Path absolute = checkpoint.toAbsolutePath();
      path =
          Objects.requireNonNull(absolute.getParent(), "directory is null")
              .toRealPath()
              .resolve(absolute.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + checkpoint + " cannot be written: " + e, e);
    }
    String owner = owner(work);
    String other = OWNERS.putIfAbsent(path, owner);
    if (other != null) {
      throw taken(checkpoint, other);
    }
    CheckpointLock lock =
        new CheckpointLock(path, path.resolveSibling(path.getFileName() + ".lock"));
    try {
      DurableFile.uninterruptibly(
          () -> {
            lock.lock(checkpoint, owner);
            return lock;
          });
      return lock;
    } catch (IOException e) {
      OWNERS.remove(path);
      throw new UncheckedIOException("checkpoint " + checkpoint + " cannot be locked: " + e, e);
    } catch (RuntimeException | Error e) {
      OWNERS.remove(path);
      throw e;
    }
  }

  private void lock(Path given, String owner) throws IOException {
    FileChannel opened =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(opened) == null) {
        throw taken(given, text(opened));
      }
      write(opened, owner);
      channel = opened;
    } finally {
      if (channel == null) {
        opened.close();
      }
    }
  }

  /** Locks the file. Returns null if another process has locked it. */
  private @Nullable FileLock tryLock(FileChannel opened) throws IOException {
    try {
      return opened.tryLock(LOCKED, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // this process, by another name of the directory
    }
  }

  private static void write(FileChannel opened, String owner) throws IOException {
    opened.truncate(0);
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(owner);
    while (bytes.hasRemaining()) {
      opened.write(bytes);
    }
  }

  private static String text(FileChannel opened) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_TEXT);
    int read = opened.read(bytes, 0);
    return read <= 0
        ? "another bulk operation"
        : StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  private static IllegalStateException taken(Path checkpoint, String owner) {
    return new IllegalStateException(
        "checkpoint %s is in use by %s; wait until it has ended, or give this one another file"
            .formatted(checkpoint, owner));
  }

  private static String owner(String work) {
    return "%s, process %s on %s, since %s"
        .formatted(
            work,
            ProcessHandle.current().pid(),
            host(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Returns the name of this machine, without a lookup in DNS. */
  private static String host() {
    String name = System.getenv("HOSTNAME");
    if (name == null) {
      name = System.getenv("COMPUTERNAME");
    }
    if (name != null) {
      return name;
    }
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "this machine";
    }
  }

  /**
   * Releases the lock. Its file stays: another process may have opened it, and would lock a removed
   * file while a third one locks a new one of the same name.
   */
  public void release() {
    FileChannel opened = channel;
    channel = null;
    if (opened == null) {
      return;
    }
    try {
      opened.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the lock of a checkpoint could not be released: " + file, e);
    } finally {
      OWNERS.remove(checkpoint);
    }
  }
}
