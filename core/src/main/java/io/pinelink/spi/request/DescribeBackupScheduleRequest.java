package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A backup schedule to describe.
 *
 * @param id the schedule's id
 */
public record DescribeBackupScheduleRequest(String id) {
  /** Checks the id. */
  public DescribeBackupScheduleRequest {
    Check.notBlank("id", id);
  }
}
