package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to grant a role to a principal.
 *
 * <p>Immutable and thread-safe. Source: createRoleBinding, API version 2026-07.
 */
public final class CreateRoleBindingRequest {
  private final PrincipalType principalType;
  private final String principalId;
  private final RoleGrant grant;

  private CreateRoleBindingRequest(
      PrincipalType principalType, String principalId, RoleGrant grant) {
    this.principalType = principalType;
    this.principalId = principalId;
    this.grant = grant;
  }

  /**
   * Returns a request to grant a role to a principal.
   *
   * @param grant the role, and the resource that it is on
   */
  public static CreateRoleBindingRequest of(
      PrincipalType principalType, String principalId, RoleGrant grant) {
    return new CreateRoleBindingRequest(
        Objects.requireNonNull(principalType, "principalType is null"),
        Check.segment("principalId", principalId),
        Objects.requireNonNull(grant, "grant is null"));
  }

  public PrincipalType principalType() {
    return principalType;
  }

  public String principalId() {
    return principalId;
  }

  public RoleGrant grant() {
    return grant;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateRoleBindingRequest that
        && that.principalType.equals(principalType)
        && that.principalId.equals(principalId)
        && that.grant.equals(grant);
  }

  @Override
  public int hashCode() {
    return Objects.hash(principalType, principalId, grant);
  }

  @Override
  public String toString() {
    return "CreateRoleBindingRequest[" + principalType + ", " + principalId + ", " + grant + "]";
  }
}
