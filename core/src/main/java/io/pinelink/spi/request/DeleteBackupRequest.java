package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A backup to delete.
 *
 * @param id the backup's id
 */
public record DeleteBackupRequest(String id) {
  /** Checks the id. */
  public DeleteBackupRequest {
    Check.notBlank("id", id);
  }
}
