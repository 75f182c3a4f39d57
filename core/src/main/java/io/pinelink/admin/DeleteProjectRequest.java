package io.pinelink.admin;

/**
 * A project to delete.
 *
 * @param projectId its id
 */
public record DeleteProjectRequest(String projectId) {
  /** Checks the id. */
  public DeleteProjectRequest {
    Rules.id("projectId", projectId);
  }
}
