package io.pinelink.internal.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are replaced as a whole, so that a killed process leaves a complete one. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Replaces a file, after the new content has been flushed to disk. An interrupt stays set. */
  public static void replace(Path file, String text) throws IOException {
    var unused = UninterruptibleFiles.run(() -> write(file, text));
  }

  private static Path write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      write(fresh, StandardCharsets.UTF_8.encode(text));
      return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // It takes space on a disk that may be full.
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  private static void write(Path fresh, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
