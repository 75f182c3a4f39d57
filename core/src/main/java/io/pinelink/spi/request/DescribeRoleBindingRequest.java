package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A role binding to describe.
 *
 * @param roleBindingId the id of the role binding
 */
public record DescribeRoleBindingRequest(String roleBindingId) {
  /** Checks the id. */
  public DescribeRoleBindingRequest {
    AdminRules.id("roleBindingId", roleBindingId);
  }
}
