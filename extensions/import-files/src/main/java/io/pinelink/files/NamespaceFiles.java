package io.pinelink.files;

import io.pinelink.files.WrittenFiles.Count;
import io.pinelink.files.internal.OpenFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files of one namespace: the complete ones, and the open one if there is one. */
final class NamespaceFiles<R> {
  private final String name;
  private final Path folder;
  private final FileFormat<R> format;
  private Count complete = Count.NONE;
  private @Nullable OpenFile<R> open;

  private NamespaceFiles(String name, Path folder, FileFormat<R> format) {
    this.name = name;
    this.folder = folder;
    this.format = format;
  }

  /**
   * Creates the namespace's folder.
   *
   * @throws IllegalArgumentException if the file system cannot have another folder of this name
   */
  static <R> NamespaceFiles<R> create(Path root, String name, FileFormat<R> format)
      throws IOException {
    Path folder = root.resolve(name);
    // On some file systems a name has several forms, such as 'a\b' on Windows, and could lead
    // elsewhere.
    if (!root.equals(folder.getParent())) {
      throw new IllegalArgumentException(
          "namespace is '" + name + "', which is no valid folder name here");
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          "namespace '" + name + "' would share the folder " + folder + " with another one", e);
    }
    return new NamespaceFiles<>(name, folder, format);
  }

  String name() {
    return name;
  }

  Count complete() {
    return complete;
  }

  boolean isOpen() {
    return open != null;
  }

  /** Returns whether there is an open file that takes a row. */
  boolean takes(R row) {
    return open != null && open.takes(row);
  }

  /** Begins the next file, for a row that is then written first. */
  void begin(R first) throws IOException {
    String file = String.format("%05d%s", complete.files(), format.suffix());
    open = OpenFile.create(folder.resolve(file), path -> format.creation().create(path, first));
  }

  /**
   * Writes a row into the open file.
   *
   * @return the file's size so far
   */
  long write(R row) throws IOException {
    OpenFile<R> file = Objects.requireNonNull(open);
    file.write(row);
    return file.bytes();
  }

  /** Completes the open file, if there is one. */
  void end() throws IOException {
    if (open != null) {
      complete = complete.plus(new Count(1, open.rows(), open.complete()));
      open = null;
    }
  }

  /** Deletes the open file, if there is one. */
  void discard() throws IOException {
    if (open != null) {
      open.discard();
      open = null;
    }
  }
}
