package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A project to describe.
 *
 * @param projectId the project's id
 */
public record DescribeProjectRequest(String projectId) {
  /** Checks the id. */
  public DescribeProjectRequest {
    AdminRules.id("projectId", projectId);
  }
}
