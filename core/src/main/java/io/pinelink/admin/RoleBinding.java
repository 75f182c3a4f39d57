package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A role of one principal on one resource.
 *
 * <p>Source: RoleBinding, API version 2026-07.
 *
 * @param id the service's id of the role binding
 * @param principalType the kind of principal that has the role
 * @param principalId the id of the principal
 * @param resourceType the kind of resource that the role is on
 * @param resourceId the id of the organization or the project
 * @param role the role
 * @param createdAt the creation time; empty if the service did not report it
 */
public record RoleBinding(
    String id,
    PrincipalType principalType,
    String principalId,
    ResourceType resourceType,
    String resourceId,
    Role role,
    Optional<Instant> createdAt,
    ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public RoleBinding {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(principalType, "principalType");
    Objects.requireNonNull(principalId, "principalId");
    Objects.requireNonNull(resourceType, "resourceType");
    Objects.requireNonNull(resourceId, "resourceId");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(info, "info");
  }
}
