package io.pinelink.internal.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Files of text that are replaced as a whole, so that a killed process leaves a complete one. An
 * interrupt does not abort an operation, although it would close the file: it is cleared meanwhile
 * and set again afterwards.
 */
public final class DurableFile {
  private static final String CHECKSUM = "checksum=";

  private DurableFile() {}

  /** A file operation that can be restarted. */
  interface FileOperation<R> {
    R run() throws IOException;
  }

  /** Runs an operation, again if an interrupt has closed the file. */
  static <R> R uninterruptibly(FileOperation<R> operation) throws IOException {
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

  /** Replaces a file, after the new content has been flushed to disk. */
  public static void replace(Path file, String text) throws IOException {
    var unused = uninterruptibly(() -> write(file, text));
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

  /**
   * Replaces a file like {@link #replace}, with a last line that is a checksum of the others.
   *
   * @param text lines, each with its end
   */
  public static void replaceChecked(Path file, String text) throws IOException {
    replace(file, text + checksum(text));
  }

  /**
   * Returns the text of a file, without the checksum. A file that was cut or changed is refused,
   * since it could pass for the progress of less or of other work.
   *
   * @throws IllegalArgumentException if the checksum is missing or wrong
   */
  public static String readChecked(Path file) throws IOException {
    byte[] bytes = uninterruptibly(() -> Files.readAllBytes(file));
    String content = new String(bytes, StandardCharsets.UTF_8);
    int end = Math.max(0, content.lastIndexOf(CHECKSUM));
    String text = content.substring(0, end);
    if (!content.substring(end).equals(checksum(text))) {
      throw new IllegalArgumentException(
          "its checksum is missing or wrong, so the file is incomplete or was changed");
    }
    return text;
  }

  private static String checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%s%08x\n", CHECKSUM, checksum.getValue());
  }
}
