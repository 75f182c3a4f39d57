package io.pinelink.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The file of a host book. It is read without a lock, changed under a lock and replaced atomically.
 */
record HostBookFile(Path path) {
  /**
   * The lock of all threads of the JVM, since only one of them at a time may hold a file lock. A
   * string literal is the same object for every class loader of this class; a static object would
   * not be.
   */
  private static final String JVM_LOCK = "io.pinelink.routing.HostBookFile";

  HostBook load() {
    return loadIfPresent()
        .orElseThrow(
            () ->
                new UncheckedIOException(
                    "host book %s is missing; a client that reaches the control plane writes one"
                        .formatted(path),
                    new NoSuchFileException(path.toString())));
  }

  Optional<HostBook> loadIfPresent() {
    try {
      return read(path);
    } catch (IOException e) {
      throw new UncheckedIOException("host book " + path + " cannot be read: " + e, e);
    }
  }

  private Optional<HostBook> read(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
    // Comments may contain text that is not UTF-8; in a name or a host it is refused as a
    // character.
    String text = new String(bytes, StandardCharsets.UTF_8);
    return Optional.of(HostBookText.read(path.toString(), text));
  }

  HostBook update(UnaryOperator<HostBook> change) {
    try {
      Path file = followed();
      synchronized (JVM_LOCK) {
        try (FileChannel lock =
            FileChannel.open(
                beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          lock.lock();
          return updateLocked(file, change);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("host book " + path + " cannot be saved: " + e, e);
    }
  }

  /** Resolves links, so that the file is replaced and not the link, and has a single lock. */
  private Path followed() throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException missing) {
      return path.toAbsolutePath().resolveSibling("").toRealPath().resolve(path.getFileName());
    }
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private HostBook updateLocked(Path file, UnaryOperator<HostBook> change) throws IOException {
    Optional<HostBook> held = read(file);
    HostBook changed = change.apply(held.orElse(HostBook.empty()));
    if (!held.equals(Optional.of(changed))) {
      replace(file, HostBookText.write(changed.entries()));
    }
    return changed;
  }

  private static void replace(Path file, String text) throws IOException {
    Path fresh = beside(file, ".tmp");
    // A process that died may have left this file.
    Files.deleteIfExists(fresh);
    try {
      FileAccess access = FileAccess.of(file);
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              access.whileWriting())) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      access.giveTo(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
