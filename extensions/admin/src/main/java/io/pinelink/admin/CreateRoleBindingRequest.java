package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.Objects;

/**
 * A request to grant a role to a principal.
 *
 * <p>Source: createRoleBinding, API version 2026-07.
 *
 * @param principalType the kind of principal
 * @param principalId the id of the principal
 * @param grant the role, and the resource that it is on
 */
public record CreateRoleBindingRequest(
    PrincipalType principalType, String principalId, RoleGrant grant) {
  /** Checks the id. */
  public CreateRoleBindingRequest {
    Objects.requireNonNull(principalType, "principalType is null");
    Objects.requireNonNull(grant, "grant is null");
    Check.segment("principalId", principalId);
  }
}
