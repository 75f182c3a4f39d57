package io.pinelink.cli.data;

import io.pinelink.cli.output.FailedCommand;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of the file that receives the rows that fail. */
public final class FailedRowsOption {
  @Option(
      names = "--failed",
      paramLabel = "FILE",
      description =
          "A JSON Lines file for the rows that fail, each after a line with the reason. It is"
              + " replaced if there are any, and can be loaded again.")
  @Nullable Path failed;

  /** Checks that the file is not the one that is loaded. */
  public void check(String loaded) {
    if (failed != null && !loaded.equals("-") && isSame(failed, Path.of(loaded))) {
      throw FailedCommand.invalid("--failed is the file that is loaded; name another one");
    }
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /** Returns the file; empty if there is none. */
  public Optional<Path> file() {
    return Optional.ofNullable(failed);
  }
}
