package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * An index to describe.
 *
 * @param name the index's name
 */
public record DescribeIndexRequest(String name) {
  /** Checks the name. */
  public DescribeIndexRequest {
    Check.resourceName("index", name);
  }
}
