package io.pinelink.control;

import io.pinelink.annotation.Preview;
import java.util.Objects;

/**
 * The status of a conversion job. Open: a status that this client does not know keeps the service's
 * name.
 *
 * @param value the service's name
 */
@Preview
public record ConversionStatus(String value) {
  /** The job is running. */
  public static final ConversionStatus IN_PROGRESS = new ConversionStatus("InProgress");

  /** The new index has the converted records. */
  public static final ConversionStatus COMPLETED = new ConversionStatus("Completed");

  /** The job ended with an error. */
  public static final ConversionStatus FAILED = new ConversionStatus("Failed");

  /** The job was cancelled. */
  public static final ConversionStatus CANCELLED = new ConversionStatus("Cancelled");

  /** Checks that no part is null. */
  public ConversionStatus {
    Objects.requireNonNull(value, "value is null");
  }

  /** Returns whether the job ended without a usable index. */
  public boolean isFailed() {
    return equals(FAILED) || equals(CANCELLED);
  }

  @Override
  public String toString() {
    return value;
  }
}
