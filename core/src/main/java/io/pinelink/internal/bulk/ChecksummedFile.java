package io.pinelink.internal.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Files of text whose last line is a checksum of the others. A file that was cut or changed is
 * refused, since it could pass for the progress of less or of other work.
 */
public final class ChecksummedFile {
  private static final String LABEL = "checksum=";

  private ChecksummedFile() {}

  /**
   * Replaces a file as a whole, after the new content has been flushed to disk.
   *
   * @param text lines, each with its end
   */
  public static void replace(Path file, String text) throws IOException {
    AtomicFile.replace(file, text + lastLine(text));
  }

  /**
   * Returns the text of a file, without the checksum.
   *
   * @throws IllegalArgumentException if the checksum is missing or wrong
   */
  public static String read(Path file) throws IOException {
    byte[] bytes = UninterruptibleFiles.run(() -> Files.readAllBytes(file));
    String content = new String(bytes, StandardCharsets.UTF_8);
    int end = Math.max(0, content.lastIndexOf(LABEL));
    String text = content.substring(0, end);
    if (!content.substring(end).equals(lastLine(text))) {
      throw new IllegalArgumentException(
          "its checksum is missing or wrong, so the file is incomplete or was changed");
    }
    return text;
  }

  private static String lastLine(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%s%08x\n", LABEL, checksum.getValue());
  }
}
