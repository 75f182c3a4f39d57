package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.wire.ControlException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The users, invites and service accounts of the organization, and the roles of all principals. The
 * roles are stored but not enforced. Thread-safe.
 *
 * <p>It calls the {@link OrganizationStore} while it holds its own lock, never the other way round.
 */
public final class PrincipalStore {
  /** The kinds of principals, by their names on the wire. */
  static final String USER = "user";

  static final String INVITE = "invite";
  static final String SERVICE_ACCOUNT = "service_account";
  static final String API_KEY = "api_key";

  /** The kinds of resources that roles are on, by their names on the wire. */
  static final String ORGANIZATION = "organization";

  static final String PROJECT = "project";

  private static final String OWNER = "OrgOwner";

  /** The roles on the organization, each of which makes a user a member. */
  private static final Set<String> ORGANIZATION_ROLES =
      ordered(OWNER, "OrgManager", "OrgMember", "OrgBillingAdmin");

  /** The roles on a project that an API key can have too. */
  private static final Set<String> API_KEY_ROLES =
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

  private static final Duration INVITE_LIFETIME = Duration.ofDays(7);
  private static final Duration EMAIL_WINDOW = Duration.ofHours(1);
  private static final int MAX_EMAILS = 100;

  /**
   * A user.
   *
   * @param name null if the user has no display name
   */
  record User(long number, String id, String email, @Nullable String name) {}

  /**
   * An invite.
   *
   * @param processedAt when it was accepted; null if it was not
   */
  record Invite(
      long number,
      String id,
      String email,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant processedAt) {
    boolean isPending(Instant now) {
      return processedAt == null && now.isBefore(expiresAt);
    }

    String status(Instant now) {
      if (processedAt != null) {
        return "processed";
      }
      return isPending(now) ? "pending" : "expired";
    }
  }

  /** A service account with its id and secret for the login. */
  record ServiceAccount(
      long number,
      String id,
      String name,
      Credentials credentials,
      Instant createdAt,
      Instant updatedAt) {}

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
  private final TokenIssuer tokens;
  private final InstantSource clock;
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, Invite> invites = new LinkedHashMap<>();
  private final Map<String, ServiceAccount> accounts = new LinkedHashMap<>();
  private final Map<String, RoleBinding> bindings = new LinkedHashMap<>();
  private final Deque<Instant> emails = new ArrayDeque<>();
  private long lastNumber;

  /**
   * Creates a store with one user, who owns the organization, and one service account, which
   * manages it.
   *
   * @param credentials id and secret of the service account
   */
  public PrincipalStore(
      OrganizationStore organizations,
      TokenIssuer tokens,
      String ownerEmail,
      Credentials credentials,
      InstantSource clock) {
    this.organizations = organizations;
    this.tokens = tokens;
    this.clock = clock;
    User owner = addUser(ownerEmail, "Owner");
    bind(USER, owner.id(), List.of(new Grant(ORGANIZATION, null, OWNER)));
    ServiceAccount account = addAccount("embedded", credentials);
    bind(SERVICE_ACCOUNT, account.id(), List.of(new Grant(ORGANIZATION, null, "OrgManager")));
  }

  private static Set<String> ordered(String... roles) {
    return new LinkedHashSet<>(List.of(roles));
  }

  /** Issues a token for a service account; empty if id and secret are not those of any. */
  synchronized Optional<String> logIn(String clientId, String clientSecret) {
    Credentials given = new Credentials(clientId, clientSecret);
    return accounts.values().stream()
        .map(ServiceAccount::credentials)
        .filter(given::equals)
        .findFirst()
        .map(known -> tokens.issue(known.id()));
  }

  // Users

  synchronized List<User> users() {
    return List.copyOf(users.values());
  }

  synchronized User user(String id) {
    return found("User", users, id);
  }

  synchronized void deleteUser(String id) {
    user(id);
    List<RoleBinding> owners = ownersOfOrganization();
    if (!owners.isEmpty() && owners.stream().allMatch(owner -> owner.isOf(USER, id))) {
      throw lastOwner();
    }
    users.remove(id);
    unbind(USER, id);
  }

  private User addUser(String email, @Nullable String name) {
    User added = new User(++lastNumber, newId(), email, name);
    users.put(added.id(), added);
    return added;
  }

  private boolean isMember(String email) {
    return users.values().stream().anyMatch(user -> user.email().equalsIgnoreCase(email));
  }

  // Invites

  /** Returns the invites that were not accepted. */
  synchronized List<Invite> invites() {
    return invites.values().stream().filter(invite -> invite.processedAt() == null).toList();
  }

  synchronized Invite invite(String id) {
    return found("Invite", invites, id);
  }

  String status(Invite invite) {
    return invite.status(clock.instant());
  }

  synchronized Invite createInvite(String email, List<Grant> grants) {
    checkOrganization();
    checkInvitable(email);
    List<Grant> checked =
        grants.stream().map(grant -> checked(grant, ControlException::invalid)).toList();
    if (checked.stream().noneMatch(grant -> grant.resourceType().equals(ORGANIZATION))) {
      throw ControlException.invalid(
          "role_bindings must include a role on the organization, one of " + ORGANIZATION_ROLES);
    }
    Instant now = clock.instant();
    Invite created = new Invite(++lastNumber, newId(), email, now, now.plus(INVITE_LIFETIME), null);
    invites.put(created.id(), created);
    emails.add(now);
    bind(INVITE, created.id(), checked);
    return created;
  }

  private void checkInvitable(String email) {
    if (isMember(email)) {
      throw conflict("This email already belongs to a member of the organization.");
    }
    Instant now = clock.instant();
    invites.values().stream()
        .filter(invite -> invite.email().equalsIgnoreCase(email) && invite.isPending(now))
        .findFirst()
        .ifPresent(
            pending -> {
              throw conflict(
                  "A pending invite already exists for this email; its ID is "
                      + pending.id()
                      + ".");
            });
  }

  synchronized Invite resendInvite(String id) {
    Invite old = invite(id);
    if (old.processedAt() != null) {
      throw conflict("Invite has already been accepted and cannot be resent.");
    }
    Instant now = clock.instant();
    if (!old.isPending(now)) {
      checkInvitable(old.email());
    }
    while (!emails.isEmpty() && !emails.getFirst().plus(EMAIL_WINDOW).isAfter(now)) {
      emails.removeFirst();
    }
    if (emails.size() >= MAX_EMAILS) {
      throw new ControlException(
          429,
          "RESOURCE_EXHAUSTED",
          "The organization has sent " + MAX_EMAILS + " invite emails within an hour.");
    }
    emails.add(now);
    Invite resent =
        new Invite(old.number(), id, old.email(), old.createdAt(), now.plus(INVITE_LIFETIME), null);
    invites.put(id, resent);
    return resent;
  }

  synchronized void deleteInvite(String id) {
    if (invite(id).processedAt() != null) {
      throw conflict("Invite has already been accepted; delete the user instead.");
    }
    invites.remove(id);
    unbind(INVITE, id);
  }

  /**
   * Accepts an invite: its addressee becomes a user with its roles.
   *
   * @throws IllegalArgumentException if no invite with this id is pending
   */
  public synchronized void acceptInvite(String id) {
    Instant now = clock.instant();
    Invite accepted = invites.get(id);
    if (accepted == null || !accepted.isPending(now)) {
      throw new IllegalArgumentException("no invite is pending with the id " + id);
    }
    User user = addUser(accepted.email(), null);
    invites.put(
        id,
        new Invite(
            accepted.number(),
            id,
            accepted.email(),
            accepted.createdAt(),
            accepted.expiresAt(),
            now));
    bindings.replaceAll(
        (bindingId, old) ->
            old.isOf(INVITE, id)
                ? new RoleBinding(
                    old.number(),
                    bindingId,
                    USER,
                    user.id(),
                    old.resourceType(),
                    old.resourceId(),
                    old.role(),
                    old.createdAt())
                : old);
  }

  // Service accounts

  synchronized List<ServiceAccount> serviceAccounts() {
    return List.copyOf(accounts.values());
  }

  synchronized ServiceAccount serviceAccount(String id) {
    return found("Service account", accounts, id);
  }

  synchronized ServiceAccount createServiceAccount(String name, List<Grant> grants) {
    checkOrganization();
    List<Grant> checked =
        grants.stream().map(grant -> checked(grant, ControlException::invalid)).toList();
    String clientId = newId().replace("-", "");
    ServiceAccount created = addAccount(name, new Credentials(clientId, newSecret()));
    bind(SERVICE_ACCOUNT, created.id(), checked);
    return created;
  }

  private ServiceAccount addAccount(String name, Credentials credentials) {
    Instant now = clock.instant();
    ServiceAccount added = new ServiceAccount(++lastNumber, newId(), name, credentials, now, now);
    accounts.put(added.id(), added);
    return added;
  }

  synchronized ServiceAccount renameServiceAccount(String id, @Nullable String name) {
    ServiceAccount old = serviceAccount(id);
    return put(old, name == null ? old.name() : name, old.credentials());
  }

  /** Replaces the secret and revokes the tokens of a service account. */
  synchronized ServiceAccount rotateSecret(String id) {
    ServiceAccount old = serviceAccount(id);
    String clientId = old.credentials().id();
    tokens.revoke(clientId);
    return put(old, old.name(), new Credentials(clientId, newSecret()));
  }

  private ServiceAccount put(ServiceAccount old, String name, Credentials credentials) {
    ServiceAccount changed =
        new ServiceAccount(
            old.number(), old.id(), name, credentials, old.createdAt(), clock.instant());
    accounts.put(old.id(), changed);
    return changed;
  }

  synchronized void deleteServiceAccount(String id) {
    tokens.revoke(serviceAccount(id).credentials().id());
    accounts.remove(id);
    unbind(SERVICE_ACCOUNT, id);
  }

  // Role bindings

  synchronized List<RoleBinding> roleBindings() {
    return List.copyOf(bindings.values());
  }

  synchronized RoleBinding roleBinding(String id) {
    return found("Role binding", bindings, id);
  }

  synchronized RoleBinding createRoleBinding(
      String principalType, String principalId, Grant grant) {
    checkPrincipal(principalType, principalId);
    if (principalType.equals(API_KEY)) {
      checkRole(grant, API_KEY_ROLES);
    }
    Grant checked = checked(grant, ControlException::notFound);
    RoleBinding created = binding(principalType, principalId, checked);
    if (bindings.values().stream().anyMatch(created::grantsTheSameAs)) {
      throw conflict("A role binding with these attributes already exists.");
    }
    bindings.put(created.id(), created);
    return created;
  }

  private void checkPrincipal(String type, String id) {
    switch (type) {
      case USER -> user(id);
      case SERVICE_ACCOUNT -> serviceAccount(id);
      case API_KEY -> organizations.key(id);
      case INVITE -> {
        if (invite(id).processedAt() != null) {
          throw conflict(
              "The invite has already been accepted; manage role bindings on the resulting user"
                  + " instead.");
        }
      }
      default ->
          throw ControlException.invalid(
              "principal_type must be one of "
                  + List.of(USER, SERVICE_ACCOUNT, API_KEY, INVITE)
                  + ", got "
                  + type);
    }
  }

  synchronized void deleteRoleBinding(String id) {
    RoleBinding deleted = roleBinding(id);
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

  private List<RoleBinding> ownersOfOrganization() {
    return bindings.values().stream().filter(RoleBinding::ownsOrganization).toList();
  }

  /** Removes the roles on a deleted project, and those of its API keys. */
  synchronized void forgetProject(String projectId, Collection<String> apiKeyIds) {
    bindings.values().removeIf(binding -> binding.resourceId().equals(projectId));
    apiKeyIds.forEach(id -> unbind(API_KEY, id));
  }

  /** Removes the roles of a deleted API key. */
  synchronized void forgetApiKey(String apiKeyId) {
    unbind(API_KEY, apiKeyId);
  }

  /** Removes the members of the deleted organization. Service accounts can still log in. */
  synchronized void forgetOrganization() {
    users.clear();
    invites.clear();
    bindings.clear();
  }

  /**
   * Returns a grant after checking its role and its resource.
   *
   * @param missing creates the refusal of a project that does not exist
   */
  private Grant checked(Grant grant, Function<String, ControlException> missing) {
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
              "resource_type must be one of "
                  + List.of(ORGANIZATION, PROJECT)
                  + ", got "
                  + grant.resourceType());
    }
    return grant;
  }

  private static void checkRole(Grant grant, Set<String> roles) {
    if (!roles.contains(grant.role())) {
      throw ControlException.invalid(
          "role on a resource of type "
              + grant.resourceType()
              + " must be one of "
              + roles
              + ", got "
              + grant.role());
    }
  }

  /** Grants roles to a new principal; a role that is granted twice is bound once. */
  private void bind(String principalType, String principalId, List<Grant> grants) {
    for (Grant grant : new LinkedHashSet<>(grants)) {
      RoleBinding binding = binding(principalType, principalId, grant);
      bindings.put(binding.id(), binding);
    }
  }

  private RoleBinding binding(String principalType, String principalId, Grant grant) {
    String resource = grant.resourceId();
    return new RoleBinding(
        ++lastNumber,
        newId(),
        principalType,
        principalId,
        grant.resourceType(),
        resource == null ? organizations.organizationId() : resource,
        grant.role(),
        clock.instant());
  }

  private void unbind(String principalType, String principalId) {
    bindings.values().removeIf(binding -> binding.isOf(principalType, principalId));
  }

  /** Refuses a new principal of an organization that is deleted. */
  private void checkOrganization() {
    var unused = organizations.organizationId();
  }

  private static <T> T found(String kind, Map<String, T> all, String id) {
    T found = all.get(id);
    if (found == null) {
      throw ControlException.notFound(kind + " " + id + " not found.");
    }
    return found;
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static String newSecret() {
    return (newId() + newId()).replace("-", "");
  }

  private static ControlException lastOwner() {
    return aborted("Cannot delete the last OrgOwner role binding for this organization.");
  }

  private static ControlException aborted(String text) {
    return new ControlException(409, "ABORTED", text);
  }

  private static ControlException conflict(String text) {
    return new ControlException(409, "ALREADY_EXISTS", text);
  }
}
