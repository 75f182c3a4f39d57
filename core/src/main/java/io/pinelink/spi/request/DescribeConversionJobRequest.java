package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A conversion job to describe.
 *
 * @param id the job's id
 */
public record DescribeConversionJobRequest(String id) {
  /** Checks the id. */
  public DescribeConversionJobRequest {
    Check.notBlank("id", id);
  }
}
