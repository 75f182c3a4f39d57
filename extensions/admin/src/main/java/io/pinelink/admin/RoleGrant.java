package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A role on a resource, to be granted to a principal. The principal is the invite or the service
 * account that is being created, or the principal of a {@link CreateRoleBindingRequest}.
 *
 * <p>Source: RoleBindingInput, API version 2026-07.
 *
 * @param resourceType the kind of resource
 * @param resourceId the id of the project, for a role on a project; empty for a role on the
 *     caller's organization
 * @param role the role, which must exist for this kind of resource
 */
public record RoleGrant(ResourceType resourceType, Optional<String> resourceId, Role role) {
  private static final int MAX_GRANTS = 100;

  /** Checks that a role on a project has its id, and a role on the organization has none. */
  public RoleGrant {
    Objects.requireNonNull(role, "role is null");
    resourceId.ifPresent(id -> Check.segment("resourceId", id));
    if (resourceType.equals(ResourceType.PROJECT) && resourceId.isEmpty()) {
      throw new IllegalArgumentException("resourceId is missing, expected the id of a project");
    }
    if (resourceType.equals(ResourceType.ORGANIZATION) && resourceId.isPresent()) {
      throw new IllegalArgumentException(
          "resourceId is '"
              + resourceId.get()
              + "', expected none: a role on the organization applies to the caller's"
              + " organization");
    }
  }

  /** Returns the grant of a role on the organization, such as {@link Role#ORG_MEMBER}. */
  public static RoleGrant onOrganization(Role role) {
    return new RoleGrant(ResourceType.ORGANIZATION, Optional.empty(), role);
  }

  /** Returns the grant of a role on a project, such as {@link Role#PROJECT_VIEWER}. */
  public static RoleGrant onProject(String projectId, Role role) {
    Objects.requireNonNull(projectId, "projectId is null");
    return new RoleGrant(ResourceType.PROJECT, Optional.of(projectId), role);
  }

  /** Returns a copy of the grants of one principal after checking their number. */
  static List<RoleGrant> checked(Collection<RoleGrant> grants, int min) {
    List<RoleGrant> copy = List.copyOf(grants);
    Check.range("roleGrants size", copy.size(), min, MAX_GRANTS);
    return copy;
  }
}
