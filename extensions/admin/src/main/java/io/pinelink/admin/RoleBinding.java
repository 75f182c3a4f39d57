package io.pinelink.admin;

import io.pinelink.model.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * A role of one principal on one resource.
 *
 * <p>Source: RoleBinding, API version 2026-07.
 */
public sealed interface RoleBinding extends Response permits AdminResponses.RoleBindingResult {
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
