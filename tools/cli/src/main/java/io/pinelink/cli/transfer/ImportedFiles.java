package io.pinelink.cli.transfer;

import io.pinelink.bulk.BulkSource;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.files.data.DataReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The files that a command reads: one file, or the files of an export by namespace.
 *
 * @param namespace the namespace of the export; empty for a single file, which has none
 */
record ImportedFiles(Optional<String> namespace, List<ImportedFile> files) {
  /**
   * One file.
   *
   * @param rows the number of rows that it must have; empty if it is not known
   */
  record ImportedFile(Path path, OptionalLong rows) {
    /**
     * Checks the number of rows at the end of the file.
     *
     * @throws FailedCommand if it is not the one of the manifest
     */
    void check(long read) {
      if (rows.isPresent() && rows.getAsLong() != read) {
        throw FailedCommand.invalid(
            "%s has %s rows, and %s according to %s"
                .formatted(path, read, rows.getAsLong(), ExportManifest.NAME));
      }
    }
  }

  /**
   * Returns the files of a path, of all namespaces that it has.
   *
   * @throws FailedCommand if the export is not complete, or a file of it was cut or changed
   */
  static List<ImportedFiles> of(Path path) {
    if (!Files.exists(path)) {
      throw new FailedCommand(ExitCode.FILE_FAILED, "'" + path + "' does not exist");
    }
    if (!Files.isDirectory(path)) {
      return List.of(
          new ImportedFiles(
              Optional.empty(), List.of(new ImportedFile(path, OptionalLong.empty()))));
    }
    if (!ExportManifest.isIn(path)) {
      throw FailedCommand.invalid(
          "'" + path + "' has no " + ExportManifest.NAME + ", expected a file or an export");
    }
    ExportManifest manifest = ExportManifest.read(path);
    if (!manifest.isComplete()) {
      throw FailedCommand.invalid(
          "the export in '%s' is not complete: continue it with pinelink export --resume"
              .formatted(path));
    }
    manifest.checkFiles();
    return manifest.namespaces.stream().map(one -> of(manifest, one)).toList();
  }

  private static ImportedFiles of(ExportManifest manifest, ExportManifest.Namespace namespace) {
    return new ImportedFiles(
        Optional.of(namespace.name),
        namespace.parts.stream()
            .map(
                part ->
                    new ImportedFile(manifest.path(namespace, part), OptionalLong.of(part.rows())))
            .toList());
  }

  /** Returns the rows of all files, one after another. Each file is open only while it is read. */
  <T> BulkSource<T> source(TransferredRows<T> rows) {
    return BulkSource.of(new Rows<>(rows, files.iterator()));
  }

  private static final class Rows<T> implements Iterator<T> {
    private final TransferredRows<T> rows;
    private final Iterator<ImportedFile> files;
    private @Nullable ImportedFile file;
    private @Nullable DataReader<T> current;

    Rows(TransferredRows<T> rows, Iterator<ImportedFile> files) {
      this.rows = rows;
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (current == null || !current.hasNext()) {
        if (current != null) {
          current.close();
          Objects.requireNonNull(file).check(current.rows());
          current = null;
        }
        if (!files.hasNext()) {
          return false;
        }
        file = files.next();
        current = rows.reader(file.path());
      }
      return true;
    }

    @Override
    public T next() {
      if (!hasNext() || current == null) {
        throw new NoSuchElementException();
      }
      return current.next();
    }
  }
}
