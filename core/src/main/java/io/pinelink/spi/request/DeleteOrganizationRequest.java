package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * An organization to delete.
 *
 * @param organizationId the organization's id
 */
public record DeleteOrganizationRequest(String organizationId) {
  /** Checks the id. */
  public DeleteOrganizationRequest {
    AdminRules.id("organizationId", organizationId);
  }
}
