package io.pinelink.internal.transfer;

import io.pinelink.internal.bulk.CheckpointLock;
import io.pinelink.internal.bulk.ChecksummedFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file with the progress of a copy: the state of each namespace that was started. Without a
 * file, only the states are kept.
 */
final class CopyCheckpoint implements AutoCloseable {
  private static final String VERSION = "copy-2";

  private final @Nullable Path file;
  private final String description;
  private final Map<String, CopyState> states = new TreeMap<>();
  private @Nullable CheckpointLock lock;

  private CopyCheckpoint(@Nullable Path file, String description) {
    this.file = file;
    this.description = description;
  }

  /**
   * Opens the checkpoint of a copy, which no other copy may use until it is closed. A file is not
   * created before {@link #begin}.
   *
   * @param file null for a copy without a checkpoint
   * @throws IllegalArgumentException if it is not a checkpoint, or belongs to another copy
   * @throws IllegalStateException if another copy uses it
   * @throws UncheckedIOException if it cannot be read, or its lock cannot be written
   */
  static CopyCheckpoint open(@Nullable Path file, String description) {
    CopyCheckpoint checkpoint = new CopyCheckpoint(file, description);
    if (file != null) {
      checkpoint.lock = CheckpointLock.take(file, description);
      try {
        checkpoint.load(file);
      } catch (RuntimeException | Error e) {
        checkpoint.close();
        throw e;
      }
    }
    return checkpoint;
  }

  /**
   * Creates the file, before anything is copied.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  synchronized void begin() {
    write();
  }

  /** Returns the state of a namespace. */
  synchronized CopyState state(String namespace) {
    return states.getOrDefault(namespace, CopyState.START);
  }

  /** Saves the state of a namespace. One that had no items may have some in a later run. */
  synchronized void save(String namespace, CopyState state) {
    if (state.isDone() && state.copied() == 0) {
      states.remove(namespace);
    } else {
      states.put(namespace, state);
    }
    write();
  }

  /** Removes the file. Nothing is left to do. */
  synchronized void remove() {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("checkpoint " + file + " cannot be removed: " + e, e);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (lock != null) {
      lock.release();
      lock = null;
    }
  }

  private void load(Path path) {
    Properties fields = new Properties();
    try {
      fields.load(new StringReader(ChecksummedFile.read(path)));
      if (!VERSION.equals(fields.getProperty("version"))) {
        throw new IllegalArgumentException("version is not " + VERSION);
      }
      read(fields);
    } catch (NoSuchFileException missing) {
      return;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "file " + path + " is not a checkpoint of a copy: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + path + " cannot be read: " + e, e);
    }
    String owner = fields.getProperty("copy", "");
    if (!owner.equals(description)) {
      throw new IllegalArgumentException(
          "checkpoint " + path + " belongs to the " + owner + ", not to the " + description);
    }
  }

  private void read(Properties fields) {
    int count = Integer.parseInt(fields.getProperty("namespaces", "0"));
    for (int i = 0; i < count; i++) {
      String prefix = i + ".";
      states.put(
          fields.getProperty(prefix + "name", ""),
          new CopyState(
              fields.getProperty(prefix + "token"),
              fields.getProperty(prefix + "last"),
              Long.parseLong(fields.getProperty(prefix + "copied", "")),
              Boolean.parseBoolean(fields.getProperty(prefix + "complete")),
              decoded(fields.getProperty(prefix + "again", ""))));
    }
  }

  private void write() {
    if (file == null) {
      return;
    }
    Properties fields = new Properties();
    fields.setProperty("version", VERSION);
    fields.setProperty("copy", description);
    fields.setProperty("namespaces", String.valueOf(states.size()));
    int i = 0;
    for (Map.Entry<String, CopyState> entry : states.entrySet()) {
      String prefix = i++ + ".";
      CopyState state = entry.getValue();
      fields.setProperty(prefix + "name", entry.getKey());
      set(fields, prefix + "token", state.token());
      set(fields, prefix + "last", state.last());
      fields.setProperty(prefix + "copied", String.valueOf(state.copied()));
      fields.setProperty(prefix + "complete", String.valueOf(state.complete()));
      fields.setProperty(prefix + "again", encoded(state.again()));
    }
    StringWriter text = new StringWriter();
    try {
      fields.store(
          text, "The progress of a Pinelink copy, which a later run with this file continues.");
      ChecksummedFile.replace(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + file + " cannot be written: " + e, e);
    }
  }

  private static void set(Properties fields, String name, @Nullable String value) {
    if (value != null) {
      fields.setProperty(name, value);
    }
  }

  private static String encoded(List<String> ids) {
    return ids.stream()
        .map(id -> URLEncoder.encode(id, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  private static List<String> decoded(String ids) {
    return Arrays.stream(ids.split(" "))
        .filter(id -> !id.isEmpty())
        .map(id -> URLDecoder.decode(id, StandardCharsets.UTF_8))
        .toList();
  }
}
