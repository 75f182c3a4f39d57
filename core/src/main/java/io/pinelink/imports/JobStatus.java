package io.pinelink.imports;

import java.util.Objects;

/**
 * The status of an import or a conversion job. Open: a status that this client does not know keeps
 * the service's name.
 *
 * @param value the service's name
 */
public record JobStatus(String value) {
  /** The job has not started; only imports have this status. */
  public static final JobStatus PENDING = new JobStatus("Pending");

  /** The job is running. */
  public static final JobStatus IN_PROGRESS = new JobStatus("InProgress");

  /** The job ended with an error. */
  public static final JobStatus FAILED = new JobStatus("Failed");

  /** The import has read all files, or the new index has the converted records. */
  public static final JobStatus COMPLETED = new JobStatus("Completed");

  /** The job was cancelled. */
  public static final JobStatus CANCELLED = new JobStatus("Cancelled");

  /** Checks that no part is null. */
  public JobStatus {
    Objects.requireNonNull(value, "value is null");
  }

  /** Returns whether the job ended before everything was read or converted. */
  public boolean isFailed() {
    return equals(FAILED) || equals(CANCELLED);
  }

  @Override
  public String toString() {
    return value;
  }
}
