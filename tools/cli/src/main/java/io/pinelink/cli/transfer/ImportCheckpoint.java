package io.pinelink.cli.transfer;

import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.internal.bulk.CheckpointLock;
import io.pinelink.internal.bulk.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file with the progress of an import: how many files have been loaded, and what failed in
 * them. Each file has a checkpoint of its own beside it while it is loaded, and afterwards if rows
 * of it could not be sent.
 */
final class ImportCheckpoint implements AutoCloseable {
  private final Optional<Path> file;
  private final String work;
  private final Optional<CheckpointLock> lock;
  private int loaded;
  private long failed;
  private long failedBytes;

  private ImportCheckpoint(Optional<Path> file, String work) {
    this.file = file;
    this.work = "import of " + work;
    this.lock = file.map(path -> CheckpointLock.take(path, this.work));
  }

  /**
   * Opens the checkpoint of an import, which no other import may use until it is closed, and writes
   * it if there is none.
   *
   * @throws FailedCommand if it belongs to another import
   * @throws IllegalStateException if another import uses it
   */
  static ImportCheckpoint open(Optional<Path> file, String work) {
    ImportCheckpoint checkpoint = new ImportCheckpoint(file, work);
    try {
      if (file.isPresent() && Files.exists(file.get())) {
        checkpoint.read(file.get());
      } else {
        checkpoint.save();
      }
    } catch (RuntimeException | Error e) {
      checkpoint.close();
      throw e;
    }
    return checkpoint;
  }

  private void read(Path path) {
    try {
      List<String> lines = DurableFile.readChecked(path).lines().toList();
      if (lines.size() == 4 && lines.get(0).equals(work)) {
        loaded = Integer.parseInt(lines.get(1));
        failed = Long.parseLong(lines.get(2));
        failedBytes = Long.parseLong(lines.get(3));
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new FailedCommand(
          ExitCode.INVALID, path + " is not the checkpoint of an import: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
    throw FailedCommand.invalid("checkpoint " + path + " does not belong to the " + work);
  }

  /** Returns the number of rows that failed in the files that have been loaded. */
  long failed() {
    return failed;
  }

  /** Returns the size of the file of failed rows after the last file that has been loaded. */
  long failedBytes() {
    return failedBytes;
  }

  /** Returns whether nothing is left to do in a file. */
  boolean isDone(int number) {
    return number < loaded && !hasRest(number);
  }

  /** Returns whether rows of a file could not be sent. */
  boolean hasRest(int number) {
    return ofFile(number).filter(Files::exists).isPresent();
  }

  /** Returns the checkpoint of one file. */
  Optional<Path> ofFile(int number) {
    return file.map(path -> path.resolveSibling(path.getFileName() + "." + number));
  }

  /** Saves that a file has been loaded. */
  void loaded(int number, long failedRows, long newFailedBytes) {
    loaded = Math.max(loaded, number + 1);
    failed += failedRows;
    failedBytes = newFailedBytes;
    save();
    if (!hasRest(number)) {
      // Every file would leave one; the lock of the import makes them dispensable.
      ofFile(number).ifPresent(path -> delete(path.resolveSibling(path.getFileName() + ".lock")));
    }
  }

  private void save() {
    if (file.isPresent()) {
      String text = String.format("%s%n%d%n%d%n%d%n", work, loaded, failed, failedBytes);
      try {
        DurableFile.replaceChecked(file.get(), text);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "checkpoint " + file.get() + " cannot be written: " + e.getMessage(), e);
      }
    }
  }

  /** Removes the file. Nothing is left to do. */
  void remove() {
    file.ifPresent(ImportCheckpoint::delete);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "checkpoint " + path + " cannot be removed: " + e.getMessage(), e);
    }
  }

  /** Lets other imports use the file. */
  @Override
  public void close() {
    lock.ifPresent(CheckpointLock::release);
  }
}
