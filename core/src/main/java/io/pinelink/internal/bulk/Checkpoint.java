package io.pinelink.internal.bulk;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The file with the progress of a bulk operation. Each state atomically replaces the previous one
 * after it has been flushed to disk, so that a killed process leaves a complete file.
 *
 * @param target the description of the bulk operation
 * @param source the name of its source; empty if it has none
 */
record Checkpoint(Path file, String target, String source) {
  private static final String VERSION = "2";
  private static final int HEX = 16;

  /** Describes the bulk operation. */
  String description() {
    return source.isEmpty() ? target : target + " from " + named(source);
  }

  /**
   * Returns the completed offsets in the file; none if it does not exist. Fails if it cannot be
   * read, is not a checkpoint, or belongs to another bulk operation.
   */
  CompletedOffsets load() {
    String text;
    try {
      text = DurableFile.readChecked(file);
    } catch (NoSuchFileException missing) {
      return CompletedOffsets.none();
    } catch (IllegalArgumentException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + file + " cannot be read: " + e, e);
    }
    return read(text);
  }

  private CompletedOffsets read(String text) {
    Properties fields = new Properties();
    CompletedOffsets completed;
    try {
      fields.load(new StringReader(text));
      if (!VERSION.equals(fields.getProperty("version"))) {
        throw new IllegalArgumentException("version is not " + VERSION);
      }
      completed =
          CompletedOffsets.of(
              number(fields.getProperty("settled", "")),
              Arrays.stream(fields.getProperty("again", "").split(","))
                  .filter(position -> !position.isBlank())
                  .map(Checkpoint::number)
                  .toList(),
              identity(fields));
    } catch (IOException | IllegalArgumentException e) {
      throw refused(e);
    }
    String owner = fields.getProperty("target", "");
    if (!owner.equals(target)) {
      throw new IllegalArgumentException(
          "checkpoint " + file + " belongs to a bulk operation of " + owner + ", not of " + target);
    }
    String named = fields.getProperty("source", "");
    if (!named.equals(source)) {
      throw otherSource(named);
    }
    return completed;
  }

  private RuntimeException refused(Exception e) {
    return new IllegalArgumentException(
        "file " + file + " is not a checkpoint of a bulk operation: " + e.getMessage(), e);
  }

  private RuntimeException otherSource(String given) {
    return new IllegalArgumentException(
        ("checkpoint %s is for %s, not for %s; continue with that source, or remove the file"
                + " to load this one from its beginning")
            .formatted(file, named(given), named(source)));
  }

  private static String named(String name) {
    return name.isEmpty() ? "a source without a name" : "the source '" + name + "'";
  }

  private static SourceIdentity identity(Properties fields) {
    long sum = Long.parseUnsignedLong(fields.getProperty("ids", ""), HEX);
    String position = fields.getProperty("first.position");
    return position == null
        ? new SourceIdentity(sum, -1, "")
        : new SourceIdentity(sum, number(position), fields.getProperty("first.id", ""));
  }

  private static long number(String text) {
    long number = Long.parseLong(text.strip());
    if (number < 0) {
      throw new IllegalArgumentException("a position is " + number + ", expected 0 or more");
    }
    return number;
  }

  /**
   * Replaces the file.
   *
   * @throws UncheckedIOException if it cannot be written; it is not changed
   */
  void save(CompletedOffsets completed) {
    Properties fields = new Properties();
    fields.setProperty("version", VERSION);
    fields.setProperty("target", target);
    fields.setProperty("settled", String.valueOf(completed.mark()));
    fields.setProperty(
        "again", completed.redo().stream().map(String::valueOf).collect(Collectors.joining(",")));
    fields.setProperty("source", source);
    SourceIdentity identity = completed.identity();
    fields.setProperty("ids", Long.toHexString(identity.sum()));
    if (identity.position() >= 0) {
      fields.setProperty("first.position", String.valueOf(identity.position()));
      fields.setProperty("first.id", identity.first());
    }
    StringWriter text = new StringWriter();
    try {
      fields.store(
          text,
          "The progress of a Pinelink bulk operation, which a later run with this file continues.");
      DurableFile.replaceChecked(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + file + " cannot be written: " + e, e);
    }
  }

  /** Removes the file when there is nothing to continue. */
  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + file + " cannot be removed: " + e, e);
    }
  }
}
