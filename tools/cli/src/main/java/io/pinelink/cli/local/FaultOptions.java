package io.pinelink.cli.local;

import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.FaultRules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of scripted faults. */
final class FaultOptions {
  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description =
          "The faults with which the server starts, once its indexes exist, and to which a reset"
              + " returns: a JSON object with a seed and faults, or an array of faults, such as"
              + " [{\"type\": \"latency\", \"toxicity\": 0.2, \"attributes\": {\"latency\":"
              + " 300}}].")
  @Nullable Path file;

  /**
   * Reads the file and sets the faults of a server.
   *
   * @throws IllegalArgumentException if the content of the file is not valid
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  void applyTo(EmbeddedPineconeBuilder builder) {
    if (file == null) {
      return;
    }
    try {
      builder.faults(FaultRules.load(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--faults " + e.getMessage(), e);
    }
  }
}
