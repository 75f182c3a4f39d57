package io.pinelink.control;

/**
 * A collection to describe.
 *
 * @param name its name
 */
public record DescribeCollectionRequest(String name) {
  /** Checks the name. */
  public DescribeCollectionRequest {
    ResourceName.check("collection", name);
  }
}
