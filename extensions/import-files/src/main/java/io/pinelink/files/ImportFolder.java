package io.pinelink.files;

import io.pinelink.files.WrittenFiles.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that an import reads: a folder for each namespace, with files that are split by size
 * and named once they are complete. The format of the files is a parameter. Not thread-safe.
 */
final class ImportFolder<R> {
  private final Path root;
  private final FileFormat<R> format;
  private final ImportOptions options;
  private final ImportLimits limits;
  private final Map<String, NamespaceFiles<R>> namespaces = new LinkedHashMap<>();

  /** The namespaces with an open file, least recently written first. */
  private final Set<NamespaceFiles<R>> open = new LinkedHashSet<>();

  private int files;
  private boolean failed;
  private boolean closed;

  private ImportFolder(
      Path root, FileFormat<R> format, ImportOptions options, ImportLimits limits) {
    this.root = root;
    this.format = format;
    this.options = options;
    this.limits = limits;
  }

  /**
   * Creates the folder if it does not exist.
   *
   * @throws IllegalArgumentException if it is not empty
   * @throws UncheckedIOException if it cannot be created or read
   */
  static <R> ImportFolder<R> create(
      Path root, FileFormat<R> format, ImportOptions options, ImportLimits limits) {
    try {
      Files.createDirectories(root);
      try (Stream<Path> files = Files.list(root)) {
        if (files.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "folder " + root + " is not empty, and an import would read its contents");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + root + ": " + e, e);
    }
    return new ImportFolder<>(root, format, options, limits);
  }

  /**
   * Checks that more can be written.
   *
   * @throws IllegalStateException if the folder is closed or has failed
   */
  void checkUsable() {
    if (closed) {
      throw new IllegalStateException("the writer to " + root + " is closed");
    }
    if (failed) {
      throw new IllegalStateException("the writer to " + root + " has failed before");
    }
  }

  /**
   * Writes a row.
   *
   * @param name the name of the namespace's folder: {@link FolderName}
   * @throws IllegalArgumentException if the file system cannot have a folder of this name
   * @throws IllegalStateException if an import's limit is reached
   * @throws UncheckedIOException if a file cannot be written
   */
  void write(String name, R row) {
    try {
      NamespaceFiles<R> target = namespace(name);
      if (!target.takes(row)) {
        begin(target, row);
      }
      write(target, row);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + root + ": " + e, e);
    }
  }

  private NamespaceFiles<R> namespace(String name) throws IOException {
    NamespaceFiles<R> known = namespaces.get(name);
    if (known != null) {
      return known;
    }
    limits.checkNamespaces(namespaces.size() + 1);
    NamespaceFiles<R> fresh = NamespaceFiles.create(root, name, format);
    namespaces.put(name, fresh);
    return fresh;
  }

  private void begin(NamespaceFiles<R> target, R first) throws IOException {
    limits.checkFiles(files + 1);
    limits.checkBytes(target.name(), target.complete().bytes() + options.fileBytes());
    if (target.isOpen()) {
      end(target);
    } else if (open.size() == options.maxOpenNamespaces()) {
      end(open.iterator().next());
    }
    target.begin(first);
    files++;
  }

  private void write(NamespaceFiles<R> target, R row) throws IOException {
    // Moves the namespace to the end of the set, as the most recently written.
    open.remove(target);
    open.add(target);
    failed = true;
    long bytes = target.write(row);
    failed = false;
    if (bytes >= options.fileBytes()) {
      end(target);
    }
  }

  private void end(NamespaceFiles<R> target) throws IOException {
    failed = true;
    target.end();
    failed = false;
    open.remove(target);
  }

  /** Returns the contents of the files that are complete so far. */
  WrittenFiles written() {
    Map<String, Count> counts = new LinkedHashMap<>();
    namespaces.forEach((name, files) -> counts.put(name, files.complete()));
    return new WrittenFiles(counts);
  }

  /**
   * Completes all files, or removes the unfinished ones after a failure. A second call does
   * nothing.
   *
   * @throws UncheckedIOException if a file cannot be completed; the others are
   */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    Throwable problem = null;
    for (NamespaceFiles<R> target : List.copyOf(open)) {
      try {
        close(target);
      } catch (IOException | RuntimeException | Error e) {
        Throwable next =
            e instanceof IOException io
                ? new UncheckedIOException("cannot complete the files in " + root + ": " + e, io)
                : e;
        if (problem == null) {
          problem = next;
        } else {
          problem.addSuppressed(next);
        }
      }
    }
    if (problem instanceof Error error) {
      throw error;
    } else if (problem instanceof RuntimeException runtime) {
      throw runtime;
    }
  }

  private void close(NamespaceFiles<R> target) throws IOException {
    try {
      if (!failed) {
        target.end();
      }
    } finally {
      target.discard();
    }
  }
}
