package io.pinelink.server.internal.seed;

import java.nio.file.Path;
import java.util.Optional;

/** A format of files of records. */
public enum SeedFileFormat {
  JSON_LINES(".jsonl"),
  PARQUET(".parquet");

  private final String suffix;

  SeedFileFormat(String suffix) {
    this.suffix = suffix;
  }

  /** Returns the end of the names of its files. */
  public String suffix() {
    return suffix;
  }

  /** Returns the format that the name of a file ends with. */
  public static Optional<SeedFileFormat> of(Path file) {
    String name = String.valueOf(file.getFileName());
    for (SeedFileFormat format : values()) {
      if (name.endsWith(format.suffix)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Returns the name of a file without the suffix of its format. */
  public static String baseName(Path file) {
    String name = String.valueOf(file.getFileName());
    return of(file)
        .map(format -> name.substring(0, name.length() - format.suffix.length()))
        .orElse(name);
  }
}
