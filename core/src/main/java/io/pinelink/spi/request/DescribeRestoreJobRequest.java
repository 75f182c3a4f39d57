package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A restore job to describe.
 *
 * @param id the job's id
 */
public record DescribeRestoreJobRequest(String id) {
  /** Checks the id. */
  public DescribeRestoreJobRequest {
    Check.notBlank("id", id);
  }
}
