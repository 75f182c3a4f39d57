package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.wire.ControlException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The roles of all principals on the organization and its projects. They are stored but not
 * enforced. Not thread-safe: the {@link PrincipalStore} locks.
 */
final class RoleBindingRegistry {
  /** The kinds of principals, by their names on the wire. */
  static final String USER = "user";

  static final String INVITE = "invite";
  static final String SERVICE_ACCOUNT = "service_account";
  static final String API_KEY = "api_key";

  /** The kinds of resources that roles are on, by their names on the wire. */
  static final String ORGANIZATION = "organization";

  static final String PROJECT = "project";

  static final String OWNER = "OrgOwner";

  /** The roles on the organization, each of which makes a user a member. */
  static final Set<String> ORGANIZATION_ROLES =
      ordered(OWNER, "OrgManager", "OrgMember", "OrgBillingAdmin");

  /** The roles on a project that an API key can have too. */
  static final Set<String> API_KEY_ROLES =
      ordered(
          "ProjectEditor",
          "ProjectViewer",
          "ControlPlaneEditor",
          "ControlPlaneViewer",
          "DataPlaneEditor",
          "DataPlaneViewer");

  private static final Set<String> PROJECT_ROLES =
      ordered(
          Stream.concat(
                  Stream.of("ProjectOwner", "ProjectManager", "ProjectMember"),
                  API_KEY_ROLES.stream())
              .toArray(String[]::new));

  /**
   * A role on a resource, as a request names it.
   *
   * @param resourceId the id of a project; null for the organization
   */
  record Grant(String resourceType, @Nullable String resourceId, String role) {}

  /** A role of a principal on a resource. */
  record RoleBinding(
      long number,
      String id,
      String principalType,
      String principalId,
      String resourceType,
      String resourceId,
      String role,
      Instant createdAt) {
    boolean isOf(String type, String principal) {
      return principalType.equals(type) && principalId.equals(principal);
    }

    boolean isOnOrganization() {
      return resourceType.equals(ORGANIZATION);
    }

    /** Returns whether it makes a user an owner of the organization. */
    boolean ownsOrganization() {
      return isOnOrganization() && principalType.equals(USER) && role.equals(OWNER);
    }

    boolean grantsTheSameAs(RoleBinding other) {
      return isOf(other.principalType, other.principalId)
          && resourceType.equals(other.resourceType)
          && resourceId.equals(other.resourceId)
          && role.equals(other.role);
    }
  }

  private final OrganizationStore organizations;
  private final PrincipalNumbers numbers;
  private final InstantSource clock;
  private final Map<String, RoleBinding> bindings = new LinkedHashMap<>();

  RoleBindingRegistry(
      OrganizationStore organizations, PrincipalNumbers numbers, InstantSource clock) {
    this.organizations = organizations;
    this.numbers = numbers;
    this.clock = clock;
  }

  private static Set<String> ordered(String... roles) {
    return new LinkedHashSet<>(List.of(roles));
  }

  List<RoleBinding> all() {
    return List.copyOf(bindings.values());
  }

  RoleBinding get(String id) {
    return ControlException.found("Role binding", id, bindings.get(id));
  }

  /** Binds a role to a principal that exists. */
  RoleBinding create(String principalType, String principalId, Grant grant) {
    if (principalType.equals(API_KEY)) {
      checkRole(grant, API_KEY_ROLES);
    }
    check(grant, ControlException::notFound);
    RoleBinding created = binding(principalType, principalId, grant);
    if (bindings.values().stream().anyMatch(created::grantsTheSameAs)) {
      throw ControlException.alreadyExists("A role binding with these attributes already exists.");
    }
    bindings.put(created.id(), created);
    return created;
  }

  void delete(String id) {
    RoleBinding deleted = get(id);
    if (deleted.ownsOrganization() && ownersOfOrganization().size() == 1) {
      throw lastOwner();
    }
    boolean isMembership = deleted.isOnOrganization() && membershipsWith(deleted) == 1;
    if (isMembership && deleted.principalType().equals(USER)) {
      throw aborted("Cannot delete the last organization-membership role binding for this user.");
    }
    if (isMembership && deleted.principalType().equals(INVITE)) {
      throw aborted(
          "Cannot delete the last organization-membership role binding for a pending invite; delete"
              + " the invite instead.");
    }
    bindings.remove(id);
  }

  /** Returns the number of roles on the organization that the principal of a role binding has. */
  private long membershipsWith(RoleBinding one) {
    return bindings.values().stream()
        .filter(other -> other.isOf(one.principalType(), one.principalId()))
        .filter(RoleBinding::isOnOrganization)
        .count();
  }

  /** Refuses to delete the only user who owns the organization. */
  void checkIsNotLastOwner(String userId) {
    List<RoleBinding> owners = ownersOfOrganization();
    if (!owners.isEmpty() && owners.stream().allMatch(owner -> owner.isOf(USER, userId))) {
      throw lastOwner();
    }
  }

  private List<RoleBinding> ownersOfOrganization() {
    return bindings.values().stream().filter(RoleBinding::ownsOrganization).toList();
  }

  /** Checks the roles and resources of a request that creates a principal. */
  void check(List<Grant> grants) {
    grants.forEach(grant -> check(grant, ControlException::invalid));
  }

  /**
   * Checks the role and the resource of a grant.
   *
   * @param missing creates the refusal of a project that does not exist
   */
  private void check(Grant grant, Function<String, ControlException> missing) {
    switch (grant.resourceType()) {
      case ORGANIZATION -> {
        checkRole(grant, ORGANIZATION_ROLES);
        if (grant.resourceId() != null) {
          throw ControlException.invalid("resource_id must be omitted for an organization");
        }
      }
      case PROJECT -> {
        checkRole(grant, PROJECT_ROLES);
        String project = grant.resourceId();
        if (project == null) {
          throw ControlException.invalid("resource_id is required for a project");
        }
        if (!organizations.hasProject(project)) {
          throw missing.apply("Project " + project + " not found.");
        }
      }
      default ->
          throw ControlException.invalid(
              "resource_type must be one of %s, got %s"
                  .formatted(List.of(ORGANIZATION, PROJECT), grant.resourceType()));
    }
  }

  private static void checkRole(Grant grant, Set<String> roles) {
    if (!roles.contains(grant.role())) {
      throw ControlException.invalid(
          "role on a resource of type %s must be one of %s, got %s"
              .formatted(grant.resourceType(), roles, grant.role()));
    }
  }

  /** Grants checked roles to a new principal; a role that is granted twice is bound once. */
  void bind(String principalType, String principalId, List<Grant> grants) {
    for (Grant grant : new LinkedHashSet<>(grants)) {
      RoleBinding binding = binding(principalType, principalId, grant);
      bindings.put(binding.id(), binding);
    }
  }

  private RoleBinding binding(String principalType, String principalId, Grant grant) {
    String resource = grant.resourceId();
    return new RoleBinding(
        numbers.next(),
        PrincipalNumbers.newId(),
        principalType,
        principalId,
        grant.resourceType(),
        resource == null ? organizations.organizationId() : resource,
        grant.role(),
        clock.instant());
  }

  /** Gives the roles of an invite to a user. */
  void transfer(String inviteId, String userId) {
    bindings.replaceAll(
        (bindingId, old) ->
            old.isOf(INVITE, inviteId)
                ? new RoleBinding(
                    old.number(),
                    bindingId,
                    USER,
                    userId,
                    old.resourceType(),
                    old.resourceId(),
                    old.role(),
                    old.createdAt())
                : old);
  }

  void unbind(String principalType, String principalId) {
    bindings.values().removeIf(binding -> binding.isOf(principalType, principalId));
  }

  /** Removes all roles on a project. */
  void forgetProject(String projectId) {
    bindings.values().removeIf(binding -> binding.resourceId().equals(projectId));
  }

  void save(ResourceSink sink) {
    bindings.forEach((id, binding) -> sink.resource("role_binding", id, "", binding));
  }

  void load(SavedState saved) {
    for (RoleBinding binding : saved.records("role_binding", RoleBinding.class)) {
      bindings.put(binding.id(), binding);
      numbers.used(binding.number());
    }
  }

  void clear() {
    bindings.clear();
  }

  private static ControlException lastOwner() {
    return aborted("Cannot delete the last OrgOwner role binding for this organization.");
  }

  private static ControlException aborted(String text) {
    return new ControlException(409, "ABORTED", text);
  }
}
