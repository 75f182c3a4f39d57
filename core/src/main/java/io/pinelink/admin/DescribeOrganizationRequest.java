package io.pinelink.admin;

/**
 * An organization to describe.
 *
 * @param organizationId its id
 */
public record DescribeOrganizationRequest(String organizationId) {
  /** Checks the id. */
  public DescribeOrganizationRequest {
    Rules.id("organizationId", organizationId);
  }
}
