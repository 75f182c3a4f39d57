package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A backup schedule to delete.
 *
 * @param id the schedule's id
 */
public record DeleteBackupScheduleRequest(String id) {
  /** Checks the id. */
  public DeleteBackupScheduleRequest {
    Check.notBlank("id", id);
  }
}
