package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a load that failed into a JSON Lines file, which can be corrected and loaded
 * again. Before each row there is a line with the reason, {@code
 * {"pinelinkFailure":{"file":…,"line":…,"reason":…,"rowFollows":true}}}, which a {@link DataReader}
 * skips. A row that has no form as JSON has only this line, and a reader reports it as invalid.
 *
 * <p>The file is created with the first row and flushed after each. Thread-safe.
 */
public final class FailedRows implements AutoCloseable {
  static final String NOTE = "pinelinkFailure";
  private static final String REASON = "reason";
  private static final String ROW_FOLLOWS = "rowFollows";
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Path file;
  private @Nullable OutputStream out;
  private long count;
  private long bytes;

  private FailedRows(Path file, long bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** Returns a writer of a file, which replaces an existing one when the first row is added. */
  public static FailedRows to(Path file) {
    return continuing(file, 0);
  }

  /**
   * Returns a writer that continues the file of an earlier load, for a load of several files of
   * which some are done.
   *
   * @param bytes how much of the file is kept, as {@link #bytes} returned it after the last file
   *     that is done. The rest is replaced when the first row is added
   * @throws IllegalArgumentException if it is negative
   */
  public static FailedRows continuing(Path file, long bytes) {
    Objects.requireNonNull(file, "file is null");
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes are " + bytes + ", expected 0 or more");
    }
    return new FailedRows(file, bytes);
  }

  /**
   * Adds a row.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public synchronized void add(InvalidRow row) {
    Objects.requireNonNull(row, "row is null");
    try {
      String text = note(row) + "\n" + row.json().map(json -> json + "\n").orElse("");
      byte[] encoded = text.getBytes(UTF_8);
      if (out == null) {
        out = open();
      }
      out.write(encoded);
      bytes += encoded.length;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write failed rows to " + file + ": " + e, e);
    }
    count++;
  }

  private OutputStream open() throws IOException {
    if (bytes == 0) {
      return Files.newOutputStream(file);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    bytes = channel.truncate(bytes).size();
    return Channels.newOutputStream(channel.position(bytes));
  }

  private static String note(InvalidRow row) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart(NOTE);
      json.writeStringField("file", row.file());
      json.writeNumberField("line", row.line());
      json.writeStringField(REASON, row.reason());
      json.writeBooleanField(ROW_FOLLOWS, row.json().isPresent());
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * Checks a note that is read.
   *
   * @throws InvalidRowException if the row that it is about does not follow
   */
  static void checkNote(@Nullable Object note) throws InvalidRowException {
    Map<?, ?> members = note instanceof Map<?, ?> map ? map : Map.of();
    if (!Boolean.TRUE.equals(members.get(ROW_FOLLOWS))) {
      throw new InvalidRowException(
          "a row that could not be read before: %s, line %s: %s"
              .formatted(
                  members.get("file"),
                  (members.get("line") instanceof Double line ? line.longValue() : "?"),
                  members.get(REASON)));
    }
  }

  /** Returns the number of rows that were added. */
  public synchronized long count() {
    return count;
  }

  /** Returns the size of the file in bytes after the last row, with what was kept of it. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Returns the path of the file; empty if no row was added, and the file not touched. */
  public synchronized Optional<Path> file() {
    return count == 0 ? Optional.empty() : Optional.of(file);
  }

  /**
   * Closes the file. A second call does nothing.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public synchronized void close() {
    if (out == null) {
      return;
    }
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write failed rows to " + file + ": " + e, e);
    }
  }

  /** Returns the path of the file. */
  @Override
  public String toString() {
    return "FailedRows[" + file + "]";
  }
}
