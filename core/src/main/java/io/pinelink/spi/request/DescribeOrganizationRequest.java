package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * An organization to describe.
 *
 * @param organizationId the organization's id
 */
public record DescribeOrganizationRequest(String organizationId) {
  /** Checks the id. */
  public DescribeOrganizationRequest {
    AdminRules.id("organizationId", organizationId);
  }
}
