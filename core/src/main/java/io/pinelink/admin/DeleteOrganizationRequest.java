package io.pinelink.admin;

/**
 * An organization to delete.
 *
 * @param organizationId its id
 */
public record DeleteOrganizationRequest(String organizationId) {
  /** Checks the id. */
  public DeleteOrganizationRequest {
    Rules.id("organizationId", organizationId);
  }
}
