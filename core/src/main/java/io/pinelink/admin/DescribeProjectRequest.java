package io.pinelink.admin;

/**
 * A project to describe.
 *
 * @param projectId its id
 */
public record DescribeProjectRequest(String projectId) {
  /** Checks the id. */
  public DescribeProjectRequest {
    Rules.id("projectId", projectId);
  }
}
