package io.pinelink.imports;

/**
 * How far an import is. Open: a status that this client does not know is kept as the service names
 * it.
 *
 * @param value the service's name
 */
public record ImportStatus(String value) {
  /** It has not begun. */
  public static final ImportStatus PENDING = new ImportStatus("Pending");

  /** It is reading. */
  public static final ImportStatus IN_PROGRESS = new ImportStatus("InProgress");

  /** It ended by an error. */
  public static final ImportStatus FAILED = new ImportStatus("Failed");

  /** All is read. */
  public static final ImportStatus COMPLETED = new ImportStatus("Completed");

  /** Somebody cancelled it. */
  public static final ImportStatus CANCELLED = new ImportStatus("Cancelled");

  /** Whether it ended without all being read. */
  public boolean isFailed() {
    return equals(FAILED) || equals(CANCELLED);
  }

  @Override
  public String toString() {
    return value;
  }
}
