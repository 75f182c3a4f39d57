package io.pinelink.files.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The format of a data file. */
public enum DataFormat {
  /**
   * A row on each line, as a JSON object. A single JSON array of rows is read too, and an object
   * that contains one as its member {@code vectors}, {@code records} or {@code documents}.
   */
  JSON_LINES,

  /** Text with a header of column names, as in RFC 4180. */
  CSV,

  /** Columns with row groups, as the service imports them and pandas and Arrow write them. */
  PARQUET;

  /**
   * Returns the format that a file's name stands for: {@code .jsonl}, {@code .ndjson} and {@code
   * .json}; {@code .csv} and {@code .tsv}; {@code .parquet}. All but the last may be followed by
   * {@code .gz}.
   *
   * @return empty for any other name
   */
  public static Optional<DataFormat> of(Path file) {
    Objects.requireNonNull(file, "file is null");
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      return Optional.of(PARQUET);
    }
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
      case "jsonl", "ndjson", "json" -> Optional.of(JSON_LINES);
      case "csv", "tsv" -> Optional.of(CSV);
      default -> Optional.empty();
    };
  }

  /**
   * Returns the given format, or the one that the file's name stands for.
   *
   * @throws IllegalArgumentException if neither is known
   */
  static DataFormat of(Optional<DataFormat> given, Path file) {
    return given
        .or(() -> of(file))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the name of "
                        + file
                        + " does not show its format, expected .jsonl, .csv or .parquet; or set the"
                        + " format"));
  }
}
