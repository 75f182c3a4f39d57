package io.pinelink.imports;

import java.util.Objects;

/**
 * The handling of a record that an import, or the conversion of an index, cannot process.
 *
 * @param value the service's name
 */
public record ErrorMode(String value) {
  /** Stops the import or the conversion, which then has failed. */
  public static final ErrorMode ABORT = new ErrorMode("abort");

  /** Skips the record and continues. */
  public static final ErrorMode CONTINUE = new ErrorMode("continue");

  /** Checks that no part is null. */
  public ErrorMode {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
