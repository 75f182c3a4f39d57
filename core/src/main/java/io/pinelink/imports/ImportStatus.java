package io.pinelink.imports;

import java.util.Objects;

/**
 * The status of an import. Open: a status that this client does not know keeps the service's name.
 *
 * @param value the service's name
 */
public record ImportStatus(String value) {
  /** The import has not started. */
  public static final ImportStatus PENDING = new ImportStatus("Pending");

  /** The import is running. */
  public static final ImportStatus IN_PROGRESS = new ImportStatus("InProgress");

  /** The import ended with an error. */
  public static final ImportStatus FAILED = new ImportStatus("Failed");

  /** The import has read all files. */
  public static final ImportStatus COMPLETED = new ImportStatus("Completed");

  /** The import was cancelled. */
  public static final ImportStatus CANCELLED = new ImportStatus("Cancelled");

  /** Checks that no part is null. */
  public ImportStatus {
    Objects.requireNonNull(value, "value is null");
  }

  /** Returns whether the import ended before everything was read. */
  public boolean isFailed() {
    return equals(FAILED) || equals(CANCELLED);
  }

  @Override
  public String toString() {
    return value;
  }
}
