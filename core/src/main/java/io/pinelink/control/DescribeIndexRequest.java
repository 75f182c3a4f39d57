package io.pinelink.control;

/**
 * An index to describe.
 *
 * @param name its name
 */
public record DescribeIndexRequest(String name) {
  /** Checks the name. */
  public DescribeIndexRequest {
    ResourceName.check("index", name);
  }
}
