package io.pinelink.admin;

/**
 * Asks for all API keys of a project.
 *
 * @param projectId the project's id
 */
public record ListApiKeysRequest(String projectId) {
  /** Checks the id. */
  public ListApiKeysRequest {
    Rules.id("projectId", projectId);
  }
}
