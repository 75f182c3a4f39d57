package io.pinelink.files;

import io.pinelink.files.WrittenFiles.Count;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files of one namespace: the complete ones, and the open one if there is one. */
final class NamespaceFiles {
  private final String name;
  private final Path folder;
  private Count complete = Count.NONE;
  private boolean sparse;
  private @Nullable VectorFile open;

  private NamespaceFiles(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /**
   * Creates the namespace's folder.
   *
   * @throws IllegalArgumentException if the file system cannot have another folder of this name
   */
  static NamespaceFiles create(Path root, String name) throws IOException {
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
    return new NamespaceFiles(name, folder);
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

  /** Returns whether the open file has exactly these columns. */
  boolean takes(VectorColumns columns) {
    return open != null && open.columns() == columns;
  }

  /** Returns the columns of the file that a vector goes into. */
  VectorColumns columnsFor(VectorRow row) {
    return VectorColumns.of(row.vector(), sparse);
  }

  /** Begins the next file. */
  void begin(VectorColumns columns, ParquetImportOptions options) throws IOException {
    String file = String.format("%05d.parquet", complete.files());
    open = VectorFile.create(folder.resolve(file), columns, options);
    sparse = columns.hasSparse();
  }

  /**
   * Writes a vector into the open file.
   *
   * @return the file's size so far
   */
  long write(VectorRow row) throws IOException {
    VectorFile file = Objects.requireNonNull(open);
    file.write(row);
    return file.bytes();
  }

  /** Completes the open file, if there is one. */
  void end() throws IOException {
    if (open != null) {
      complete = complete.plus(open.complete());
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
