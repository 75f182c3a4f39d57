package io.pinelink.cli.data;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.cli.output.FailedCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the file with the progress of a command, by which a later run continues it. */
public final class CheckpointOptions {
  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "A file for the progress, which is removed at the end. If the command is interrupted, it"
              + " continues with the same options and --resume.")
  @Nullable Path checkpoint;

  @Option(
      names = "--resume",
      description = "Continues from the file of --checkpoint, if it exists.")
  boolean resume;

  /** Checks that the file of another run is not used by mistake. */
  public void check() {
    if (checkpoint != null && !resume && Files.exists(checkpoint)) {
      throw FailedCommand.invalid(
          "checkpoint "
              + checkpoint
              + " exists: add --resume to continue from it, or remove it to start from the"
              + " beginning");
    }
    if (checkpoint == null && resume) {
      throw FailedCommand.invalid("--resume needs the file: add --checkpoint FILE");
    }
  }

  /** Returns the file; empty if there is none. */
  public Optional<Path> file() {
    return Optional.ofNullable(checkpoint);
  }

  /** Sets the checkpoint of a bulk operation, if there is one. */
  public void applyTo(BulkOptions.Builder options) {
    file().ifPresent(options::checkpoint);
  }
}
