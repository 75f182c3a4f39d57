package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A backup to describe.
 *
 * @param id the backup's id
 */
public record DescribeBackupRequest(String id) {
  /** Checks the id. */
  public DescribeBackupRequest {
    Check.notBlank("id", id);
  }
}
