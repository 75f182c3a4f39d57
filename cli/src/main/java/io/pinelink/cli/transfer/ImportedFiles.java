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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that a command reads: one file, or the files of an export by namespace.
 *
 * @param namespace the namespace of the export; empty for a single file, which has none
 */
record ImportedFiles(Optional<String> namespace, List<Path> files) {
  /** Returns the files of a path, of all namespaces that it has. */
  static List<ImportedFiles> of(Path path) {
    if (!Files.exists(path)) {
      throw new FailedCommand(ExitCode.FILE_FAILED, "'" + path + "' does not exist");
    }
    if (!Files.isDirectory(path)) {
      return List.of(new ImportedFiles(Optional.empty(), List.of(path)));
    }
    if (!ExportManifest.isIn(path)) {
      throw new FailedCommand(
          ExitCode.INVALID,
          "'" + path + "' has no " + ExportManifest.NAME + ", expected a file or an export");
    }
    ExportManifest manifest = ExportManifest.read(path);
    if (!manifest.isComplete()) {
      throw new FailedCommand(
          ExitCode.INVALID,
          "the export in '"
              + path
              + "' is not complete: continue it with pinelink export --resume");
    }
    return manifest.namespaces.stream()
        .map(one -> new ImportedFiles(Optional.of(one.name), manifest.files(one)))
        .toList();
  }

  /** Returns the rows of all files, one after another. Each file is open only while it is read. */
  <T> BulkSource<T> source(TransferredRows<T> rows) {
    return BulkSource.of(new Rows<>(rows, files.iterator()));
  }

  private static final class Rows<T> implements Iterator<T> {
    private final TransferredRows<T> rows;
    private final Iterator<Path> files;
    private @Nullable DataReader<T> current;

    Rows(TransferredRows<T> rows, Iterator<Path> files) {
      this.rows = rows;
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (current == null || !current.hasNext()) {
        if (current != null) {
          current.close();
          current = null;
        }
        if (!files.hasNext()) {
          return false;
        }
        current = rows.reader(files.next());
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
