package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.admin.MemberRegistry.Invite;
import io.pinelink.server.internal.admin.MemberRegistry.User;
import io.pinelink.server.internal.admin.RoleBindingRegistry.Grant;
import io.pinelink.server.internal.admin.RoleBindingRegistry.RoleBinding;
import io.pinelink.server.internal.admin.ServiceAccountRegistry.ServiceAccount;
import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.wire.ControlException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The users, invites and service accounts of the organization, and the roles of all principals. A
 * registry for each kind holds them. Its lock protects all of them.
 *
 * <p>It calls the {@link OrganizationStore} while it holds its own lock, never the other way round.
 */
public final class PrincipalStore {
  private final OrganizationStore organizations;
  private final RoleBindingRegistry roles;
  private final MemberRegistry members;
  private final ServiceAccountRegistry accounts;

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
    PrincipalNumbers numbers = new PrincipalNumbers();
    this.roles = new RoleBindingRegistry(organizations, numbers, clock);
    this.members = new MemberRegistry(roles, numbers, clock);
    this.accounts = new ServiceAccountRegistry(roles, tokens, numbers, clock);
    User owner = members.addUser(ownerEmail, "Owner");
    roles.bind(
        RoleBindingRegistry.USER,
        owner.id(),
        List.of(new Grant(RoleBindingRegistry.ORGANIZATION, null, RoleBindingRegistry.OWNER)));
    addAccount(credentials);
  }

  /** Passes everything to a sink. */
  public synchronized void save(ResourceSink sink) {
    members.save(sink);
    accounts.save(sink);
    roles.save(sink);
  }

  /** Adds a service account that manages the organization, unless one has the id. */
  public synchronized void addAccount(Credentials credentials) {
    if (accounts.all().stream()
        .noneMatch(account -> account.credentials().id().equals(credentials.id()))) {
      ServiceAccount account = accounts.add("embedded", credentials);
      roles.bind(
          RoleBindingRegistry.SERVICE_ACCOUNT,
          account.id(),
          List.of(new Grant(RoleBindingRegistry.ORGANIZATION, null, "OrgManager")));
    }
  }

  /** Replaces everything by what was saved. */
  public synchronized void load(SavedState saved) {
    members.clear();
    accounts.clear();
    roles.clear();
    members.load(saved);
    accounts.load(saved);
    roles.load(saved);
  }

  /** Issues a token for a service account; empty if no account has this id and secret. */
  synchronized Optional<String> logIn(String clientId, String clientSecret) {
    return accounts.logIn(clientId, clientSecret);
  }

  /** Returns the users and invites; callers hold the lock of this store. */
  MemberRegistry members() {
    return members;
  }

  /** Returns the service accounts; callers hold the lock of this store. */
  ServiceAccountRegistry accounts() {
    return accounts;
  }

  /** Returns the role bindings; callers hold the lock of this store. */
  RoleBindingRegistry roles() {
    return roles;
  }

  synchronized Invite createInvite(String email, List<Grant> grants) {
    checkOrganization();
    return members.createInvite(email, grants);
  }

  /**
   * Accepts an invite: its addressee becomes a user with its roles.
   *
   * @throws IllegalArgumentException if no invite with this id is pending
   */
  public synchronized void acceptInvite(String id) {
    members.acceptInvite(id);
  }

  synchronized ServiceAccount createServiceAccount(String name, List<Grant> grants) {
    checkOrganization();
    return accounts.create(name, grants);
  }

  synchronized RoleBinding createRoleBinding(
      String principalType, String principalId, Grant grant) {
    checkPrincipal(principalType, principalId);
    return roles.create(principalType, principalId, grant);
  }

  private void checkPrincipal(String type, String id) {
    switch (type) {
      case RoleBindingRegistry.USER -> members.user(id);
      case RoleBindingRegistry.SERVICE_ACCOUNT -> accounts.get(id);
      case RoleBindingRegistry.API_KEY -> organizations.key(id);
      case RoleBindingRegistry.INVITE -> {
        if (members.invite(id).processedAt() != null) {
          throw ControlException.alreadyExists(
              "The invite has already been accepted; manage role bindings on the resulting user"
                  + " instead.");
        }
      }
      default ->
          throw ControlException.invalid(
              "principal_type must be one of "
                  + List.of(
                      RoleBindingRegistry.USER,
                      RoleBindingRegistry.SERVICE_ACCOUNT,
                      RoleBindingRegistry.API_KEY,
                      RoleBindingRegistry.INVITE)
                  + ", got "
                  + type);
    }
  }

  /** Removes the roles on a deleted project, and the roles of its API keys. */
  synchronized void forgetProject(String projectId, Collection<String> apiKeyIds) {
    roles.forgetProject(projectId);
    apiKeyIds.forEach(id -> roles.unbind(RoleBindingRegistry.API_KEY, id));
  }

  /** Removes the roles of a deleted API key. */
  synchronized void forgetApiKey(String apiKeyId) {
    roles.unbind(RoleBindingRegistry.API_KEY, apiKeyId);
  }

  /** Removes the members of the deleted organization. Service accounts can still log in. */
  synchronized void forgetOrganization() {
    members.clear();
    roles.clear();
  }

  /** Refuses a new principal of an organization that is deleted. */
  private void checkOrganization() {
    var unused = organizations.organizationId();
  }
}
