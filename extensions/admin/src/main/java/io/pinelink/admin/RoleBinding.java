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
 */
public sealed interface RoleBinding extends Response {
  /** Creates a role of one principal on one resource, for tests of programs that receive one. */
  static RoleBinding of(
      String id,
      PrincipalType principalType,
      String principalId,
      ResourceType resourceType,
      String resourceId,
      Role role,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new RoleBindingResult(
        id, principalType, principalId, resourceType, resourceId, role, createdAt, info);
  }

  /** Returns the service's id of the role binding. */
  String id();

  /** Returns the kind of principal that has the role. */
  PrincipalType principalType();

  /** Returns the id of the principal. */
  String principalId();

  /** Returns the kind of resource that the role is on. */
  ResourceType resourceType();

  /** Returns the id of the organization or the project. */
  String resourceId();

  /** Returns the role. */
  Role role();

  /** Returns the creation time; empty if the service did not report it. */
  Optional<Instant> createdAt();
}

/** A {@link RoleBinding}. */
record RoleBindingResult(
    String id,
    PrincipalType principalType,
    String principalId,
    ResourceType resourceType,
    String resourceId,
    Role role,
    Optional<Instant> createdAt,
    ResponseInfo info)
    implements RoleBinding {
  RoleBindingResult {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(principalType, "principalType is null");
    Objects.requireNonNull(principalId, "principalId is null");
    Objects.requireNonNull(resourceType, "resourceType is null");
    Objects.requireNonNull(resourceId, "resourceId is null");
    Objects.requireNonNull(role, "role is null");
    Objects.requireNonNull(createdAt, "createdAt is null");
    Objects.requireNonNull(info, "info is null");
  }
}
