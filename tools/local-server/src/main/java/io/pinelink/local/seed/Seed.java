package io.pinelink.local.seed;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Data to load.
 *
 * @param index the index of all its records; null if the seed names it
 */
public record Seed(@Nullable String index, Path path) {
  /** Returns the seed as the command line names it. */
  @Override
  public String toString() {
    return index == null ? path.toString() : index + "=" + path;
  }
}
