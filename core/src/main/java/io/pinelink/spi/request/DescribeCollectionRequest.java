package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A collection to describe.
 *
 * @param name the collection's name
 */
public record DescribeCollectionRequest(String name) {
  /** Checks the name. */
  public DescribeCollectionRequest {
    Check.resourceName("collection", name);
  }
}
