package io.pinelink.cli.transfer;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.cli.data.LoadResult;
import io.pinelink.cli.data.LoadedFile;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.FailedRows;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Loads files, one after another, each with a checkpoint of its own. */
final class FileImport {
  private final OptionalInt dimension;
  private final ImportCheckpoint checkpoint;
  private final @Nullable FailedRows failed;
  private final OutputOptions output;
  private LoadResult all = LoadResult.NONE;
  private int number;
  private boolean hasRest;

  /**
   * @param dimension of the vectors of the index; empty if it has none
   */
  FileImport(
      OptionalInt dimension,
      ImportCheckpoint checkpoint,
      @Nullable FailedRows failed,
      OutputOptions output) {
    this.dimension = dimension;
    this.checkpoint = checkpoint;
    this.failed = failed;
    this.output = output;
  }

  /** Returns the result of all files so far. */
  LoadResult all() {
    return all;
  }

  /** Returns whether there are rows that a later run with the checkpoint sends again. */
  boolean hasRest() {
    return hasRest;
  }

  /** Loads the files of a namespace, until a load ends early. */
  <T> LoadResult load(TransferredRows<T> rows, List<ImportedFiles.ImportedFile> files) {
    LoadResult result = LoadResult.NONE;
    for (ImportedFiles.ImportedFile file : files) {
      if (all.isComplete()) {
        LoadResult one = checkpoint.isDone(number) ? LoadResult.NONE : load(rows, file);
        result = result.and(one);
        all = all.and(one);
      }
      number++;
    }
    return result;
  }

  private <T> LoadResult load(TransferredRows<T> rows, ImportedFiles.ImportedFile file) {
    Path path = file.path();
    DataReadOptions.Builder reading = DataReadOptions.builder();
    if (dimension.isPresent() && dimension.getAsInt() > 0) {
      reading.dimension(dimension.getAsInt());
    }
    BulkOptions.Builder bulk = BulkOptions.builder();
    checkpoint.ofFile(number).ifPresent(bulk::checkpoint);
    LoadResult result;
    try (LoadedFile<T> loaded =
        LoadedFile.open(path.toString(), rows.kind(), reading, failed, output)) {
      result = loaded.load("import " + path.getFileName(), bulk, rows.upsert());
    }
    if (result.isComplete()) {
      file.check(result.rows());
      hasRest |= checkpoint.hasRest(number);
      checkpoint.loaded(number, result.failed(), failed == null ? 0 : failed.bytes());
    }
    return result;
  }
}
