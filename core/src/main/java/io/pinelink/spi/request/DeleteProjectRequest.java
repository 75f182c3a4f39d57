package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A project to delete.
 *
 * @param projectId its id
 */
public record DeleteProjectRequest(String projectId) {
  /** Checks the id. */
  public DeleteProjectRequest {
    AdminRules.id("projectId", projectId);
  }
}
