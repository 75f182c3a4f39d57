package io.pinelink.admin;

import io.pinelink.internal.validation.Check;

/**
 * A request to rename an organization.
 *
 * @param organizationId the organization's id
 * @param name the new name, 1 to 512 characters
 */
public record UpdateOrganizationRequest(String organizationId, String name) {
  /** Checks the id and the name. */
  public UpdateOrganizationRequest {
    Check.segment("organizationId", organizationId);
    AdminRules.name(name);
  }
}
