package io.pinelink.files.data;

import java.util.Objects;
import java.util.Optional;

/**
 * A row of a data file that cannot be used.
 *
 * @param file the name of the file
 * @param line the number of the line on which the row begins, from 1; in a Parquet file the number
 *     of the row
 * @param reason what is wrong with the row
 * @param json the row as a line of JSON that can be corrected and read again: for JSON Lines the
 *     line itself, otherwise the vector, record or document. Empty if the row has no such form
 */
public record InvalidRow(String file, long line, String reason, Optional<String> json) {
  /** Checks that no part is null. */
  public InvalidRow {
    Objects.requireNonNull(file, "file is null");
    Objects.requireNonNull(reason, "reason is null");
    Objects.requireNonNull(json, "json is null");
  }

  /** Returns the file, the line and the reason as one line of text. */
  public String message() {
    return file + ", line " + line + ": " + reason;
  }

  /** Returns the message, not the row. */
  @Override
  public String toString() {
    return "InvalidRow[" + message() + "]";
  }
}
