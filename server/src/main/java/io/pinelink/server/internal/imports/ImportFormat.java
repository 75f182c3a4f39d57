package io.pinelink.server.internal.imports;

import java.nio.file.Path;
import java.util.Optional;

/** A format of files of records. The kind of an index determines the format that it imports. */
public enum ImportFormat {
  /** Imported by indexes without a document schema. */
  PARQUET("Parquet", ".parquet"),

  /** Imported by document indexes. */
  JSON_LINES("JSON Lines", ".jsonl");

  private final String title;
  private final String suffix;

  ImportFormat(String title, String suffix) {
    this.title = title;
    this.suffix = suffix;
  }

  String title() {
    return title;
  }

  /** Returns the end of the names of its files. */
  public String suffix() {
    return suffix;
  }

  ImportFormat other() {
    return this == PARQUET ? JSON_LINES : PARQUET;
  }

  /** Returns the format that the name of a file ends with. */
  public static Optional<ImportFormat> of(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(PARQUET.suffix)
        ? Optional.of(PARQUET)
        : Optional.of(JSON_LINES).filter(format -> name.endsWith(format.suffix));
  }
}
