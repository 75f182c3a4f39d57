package io.pinelink.cli.data;

import io.pinelink.model.SparseValues;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the vector that a command searches with. */
final class VectorArguments {
  @Option(
      names = {"-v", "--vector"},
      paramLabel = "JSON",
      description = "Dense values: a JSON array, @FILE with one, or - for standard input.")
  @Nullable String vector;

  @Mixin SparseArguments sparse = new SparseArguments();

  boolean hasDense() {
    return vector != null;
  }

  boolean hasSparse() {
    return sparse.isGiven();
  }

  /** Returns the dense values. */
  Optional<float[]> dense() {
    return Optional.ofNullable(vector).map(text -> JsonArgument.of("--vector", text).floats());
  }

  /** Returns the sparse values. */
  Optional<SparseValues> sparse() {
    return sparse.get();
  }
}
