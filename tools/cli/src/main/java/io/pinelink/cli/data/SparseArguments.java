package io.pinelink.cli.data;

import io.pinelink.cli.output.FailedCommand;
import io.pinelink.model.SparseValues;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of sparse values. */
final class SparseArguments {
  @Option(
      names = "--sparse-indices",
      paramLabel = "JSON",
      description = "Positions of sparse values: a JSON array, @FILE or -.")
  @Nullable String sparseIndices;

  @Option(
      names = "--sparse-values",
      paramLabel = "JSON",
      description = "Sparse values, as many as positions: a JSON array, @FILE or -.")
  @Nullable String sparseValues;

  boolean isGiven() {
    return sparseIndices != null || sparseValues != null;
  }

  /** Returns the sparse values, which may be read from standard input. */
  Optional<SparseValues> get() {
    if (!isGiven()) {
      return Optional.empty();
    }
    if (sparseIndices == null || sparseValues == null) {
      throw FailedCommand.invalid("--sparse-indices and --sparse-values need each other");
    }
    return Optional.of(
        SparseValues.of(
            JsonArgument.of("--sparse-indices", sparseIndices).integers(),
            JsonArgument.of("--sparse-values", sparseValues).floats()));
  }
}
