package io.pinelink.server.internal.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file to import.
 *
 * @param namespace the name of the directory that contains the file
 */
public record ImportFile(String namespace, Path path) {
  public record Limits(int namespaces, int files, long fileBytes) {
    public static Limits ofService() {
      return new Limits(10_000, 100_000, 10L * 1024 * 1024 * 1024);
    }
  }

  /**
   * Returns the files of a format in the directories under an import's folder, sorted by name.
   * Other files are ignored.
   *
   * @throws ImportFailure if there are none, or more than the limits allow
   */
  static List<ImportFile> under(Path root, ImportFormat format, Limits limits)
      throws ImportFailure {
    List<ImportFile> files = find(root, format, limits);
    if (files.isEmpty()) {
      ImportFormat other = format.other();
      throw new ImportFailure(
          "No "
              + format.title()
              + " files found: each namespace needs a directory with "
              + format.suffix()
              + " files"
              + (find(root, other, limits).isEmpty()
                  ? ""
                  : "; an index of this kind does not import the " + other.suffix() + " files"));
    }
    return List.copyOf(files);
  }

  private static List<ImportFile> find(Path root, ImportFormat format, Limits limits)
      throws ImportFailure {
    List<ImportFile> files = new ArrayList<>();
    try {
      if (!Files.isDirectory(root)) {
        throw new ImportFailure("No such directory: " + root.getFileName());
      }
      int namespaces = 0;
      for (Path directory : children(root)) {
        if (Files.isDirectory(directory)) {
          int before = files.size();
          add(directory, format, limits, files);
          namespaces += files.size() > before ? 1 : 0;
        }
      }
      check("namespaces", namespaces, limits.namespaces());
      check("files", files.size(), limits.files());
    } catch (IOException e) {
      throw new ImportFailure("Cannot read the directory: " + e);
    }
    return files;
  }

  private static void add(Path directory, ImportFormat format, Limits limits, List<ImportFile> into)
      throws IOException, ImportFailure {
    for (Path file : children(directory)) {
      if (file.toString().endsWith(format.suffix()) && Files.isRegularFile(file)) {
        check("bytes in " + file.getFileName(), Files.size(file), limits.fileBytes());
        into.add(new ImportFile(String.valueOf(directory.getFileName()), file));
      }
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  private static void check(String what, long count, long limit) throws ImportFailure {
    if (count > limit) {
      throw new ImportFailure(
          "Import has " + count + " " + what + ", which exceeds the limit of " + limit);
    }
  }

  /** Returns the namespace and the name of the file, for messages. */
  String shortName() {
    return namespace + "/" + path.getFileName();
  }
}
