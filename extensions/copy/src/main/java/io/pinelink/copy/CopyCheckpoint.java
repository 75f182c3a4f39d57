package io.pinelink.copy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
  private static final System.Logger LOG = System.getLogger("io.pinelink");
  private static final String VERSION = "copy-2";

  private final @Nullable CheckpointFile file;
  private final String name;
  private final String description;
  private final Map<String, CopyState> states = new TreeMap<>();

  private CopyCheckpoint(@Nullable CheckpointFile file, String name, String description) {
    this.file = file;
    this.name = name;
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
    if (file == null) {
      return new CopyCheckpoint(null, "", description);
    }
    CheckpointFile opened = CheckpointFile.open(file, description);
    CopyCheckpoint checkpoint = new CopyCheckpoint(opened, file.toString(), description);
    try {
      checkpoint.load(opened);
    } catch (RuntimeException | Error e) {
      checkpoint.close();
      throw e;
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
        file.remove();
      } catch (IOException e) {
        throw new UncheckedIOException("checkpoint " + name + " cannot be removed: " + e, e);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the lock of a checkpoint could not be released: " + name, e);
      }
    }
  }

  private void load(CheckpointFile opened) {
    Properties fields = new Properties();
    try {
      String text = opened.read().orElse(null);
      if (text == null) {
        return;
      }
      fields.load(new StringReader(text));
      if (!VERSION.equals(fields.getProperty("version"))) {
        throw new IllegalArgumentException("version is not " + VERSION);
      }
      read(fields);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "file " + name + " is not a checkpoint of a copy: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + name + " cannot be read: " + e, e);
    }
    String owner = fields.getProperty("copy", "");
    if (!owner.equals(description)) {
      throw new IllegalArgumentException(
          "checkpoint " + name + " belongs to the " + owner + ", not to the " + description);
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
      file.replace(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + name + " cannot be written: " + e, e);
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
