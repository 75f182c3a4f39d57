package io.pinelink.admin;

import io.pinelink.internal.validation.AdminRules;

/**
 * A new name for an organization.
 *
 * @param organizationId its id
 * @param name the new name, 1 to 512 characters
 */
public record UpdateOrganizationRequest(String organizationId, String name) {
  /** Checks both. */
  public UpdateOrganizationRequest {
    AdminRules.id("organizationId", organizationId);
    AdminRules.name(name);
  }
}
