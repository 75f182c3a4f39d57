package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A role binding to delete.
 *
 * @param roleBindingId the id of the role binding
 */
public record DeleteRoleBindingRequest(String roleBindingId) {
  /** Checks the id. */
  public DeleteRoleBindingRequest {
    AdminRules.id("roleBindingId", roleBindingId);
  }
}
