package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A project to delete.
 *
 * @param projectId the project's id
 */
public record DeleteProjectRequest(String projectId) {
  /** Checks the id. */
  public DeleteProjectRequest {
    AdminRules.id("projectId", projectId);
  }
}
