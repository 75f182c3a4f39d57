package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A request for all API keys of a project.
 *
 * @param projectId the project's id
 */
public record ListApiKeysRequest(String projectId) {
  /** Checks the id. */
  public ListApiKeysRequest {
    AdminRules.id("projectId", projectId);
  }
}
