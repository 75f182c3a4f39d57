package io.pinelink;

import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateInviteRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreateRoleBindingRequest;
import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.Invite;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.ListUsersRequest;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateOrganizationRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.admin.UpdateServiceAccountRequest;
import io.pinelink.admin.User;
import io.pinelink.internal.auth.AccessTokenCache;
import io.pinelink.internal.auth.AuthenticatedCall;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.routing.Route;
import io.pinelink.spi.AdminOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous variant of {@link Admin}. Futures behave as in {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncAdmin {
  private final Caller caller;
  private final AccessTokenCache tokens;

  AsyncAdmin(Caller caller, AccessTokenCache tokens) {
    this.caller = caller;
    this.tokens = tokens;
  }

  /** Returns the route of the next call, as {@link Admin#route()} does. */
  public Route route() {
    return caller.route();
  }

  /** Returns a view with other call settings, as {@link Admin#with(CallOptions)} does. */
  public AsyncAdmin with(CallOptions options) {
    return new AsyncAdmin(options.applyTo(caller), tokens);
  }

  /** Lists the organizations, as {@link Admin#listOrganizations()} does. */
  public CompletableFuture<ListResponse<Organization>> listOrganizations() {
    return call(AdminOperations.LIST_ORGANIZATIONS, new EmptyRequest());
  }

  /** Describes an organization, as {@link Admin#describeOrganization(String)} does. */
  public CompletableFuture<Organization> describeOrganization(String organizationId) {
    return call(
        AdminOperations.DESCRIBE_ORGANIZATION, ById.ofAdmin("organizationId", organizationId));
  }

  /**
   * Renames an organization, as {@link Admin#updateOrganization(UpdateOrganizationRequest)} does.
   */
  public CompletableFuture<Organization> updateOrganization(UpdateOrganizationRequest request) {
    return call(AdminOperations.UPDATE_ORGANIZATION, request);
  }

  /** Deletes an organization, as {@link Admin#deleteOrganization(String)} does. */
  public CompletableFuture<@Nullable Void> deleteOrganization(String organizationId) {
    return Futures.map(
        call(AdminOperations.DELETE_ORGANIZATION, ById.ofAdmin("organizationId", organizationId)),
        response -> null);
  }

  /** Lists all projects, as {@link Admin#listProjects()} does. */
  public CompletableFuture<ListResponse<Project>> listProjects() {
    return call(AdminOperations.LIST_PROJECTS, new EmptyRequest());
  }

  /** Creates a project, as {@link Admin#createProject(CreateProjectRequest)} does. */
  public CompletableFuture<Project> createProject(CreateProjectRequest request) {
    return call(AdminOperations.CREATE_PROJECT, request);
  }

  /** Describes a project, as {@link Admin#describeProject(String)} does. */
  public CompletableFuture<Project> describeProject(String projectId) {
    return call(AdminOperations.DESCRIBE_PROJECT, ById.ofAdmin("projectId", projectId));
  }

  /** Changes a project, as {@link Admin#updateProject(UpdateProjectRequest)} does. */
  public CompletableFuture<Project> updateProject(UpdateProjectRequest request) {
    return call(AdminOperations.UPDATE_PROJECT, request);
  }

  /** Deletes a project, as {@link Admin#deleteProject(String)} does. */
  public CompletableFuture<@Nullable Void> deleteProject(String projectId) {
    return Futures.map(
        call(AdminOperations.DELETE_PROJECT, ById.ofAdmin("projectId", projectId)),
        response -> null);
  }

  /** Lists the API keys of a project, as {@link Admin#listApiKeys(String)} does. */
  public CompletableFuture<ListResponse<ApiKeyDescription>> listApiKeys(String projectId) {
    return call(AdminOperations.LIST_API_KEYS, ById.ofAdmin("projectId", projectId));
  }

  /** Creates an API key, as {@link Admin#createApiKey(CreateApiKeyRequest)} does. */
  public CompletableFuture<CreatedApiKey> createApiKey(CreateApiKeyRequest request) {
    return call(AdminOperations.CREATE_API_KEY, request);
  }

  /** Describes an API key, as {@link Admin#describeApiKey(String)} does. */
  public CompletableFuture<ApiKeyDescription> describeApiKey(String apiKeyId) {
    return call(AdminOperations.DESCRIBE_API_KEY, ById.ofAdmin("apiKeyId", apiKeyId));
  }

  /** Changes an API key, as {@link Admin#updateApiKey(UpdateApiKeyRequest)} does. */
  public CompletableFuture<ApiKeyDescription> updateApiKey(UpdateApiKeyRequest request) {
    return call(AdminOperations.UPDATE_API_KEY, request);
  }

  /** Deletes an API key, as {@link Admin#deleteApiKey(String)} does. */
  public CompletableFuture<@Nullable Void> deleteApiKey(String apiKeyId) {
    return Futures.map(
        call(AdminOperations.DELETE_API_KEY, ById.ofAdmin("apiKeyId", apiKeyId)), response -> null);
  }

  /** Lists a page of users, as {@link Admin#listUsers(ListUsersRequest)} does. */
  public CompletableFuture<ListResponse<User>> listUsers(ListUsersRequest request) {
    return call(AdminOperations.LIST_USERS, request);
  }

  /**
   * Publishes all users, as {@link Admin#listAllUsers(ListUsersRequest)} lists them. Pages are
   * requested on subscriber demand.
   */
  public Flow.Publisher<User> listAllUsers(ListUsersRequest request) {
    Objects.requireNonNull(request, "request is null");
    return users(request).publisher();
  }

  PageSource<User> users(ListUsersRequest request) {
    return PageSource.of(request, this::listUsers);
  }

  /** Describes a user, as {@link Admin#describeUser(String)} does. */
  public CompletableFuture<User> describeUser(String userId) {
    return call(AdminOperations.DESCRIBE_USER, ById.ofAdmin("userId", userId));
  }

  /** Removes a user, as {@link Admin#deleteUser(String)} does. */
  public CompletableFuture<@Nullable Void> deleteUser(String userId) {
    return Futures.map(
        call(AdminOperations.DELETE_USER, ById.ofAdmin("userId", userId)), response -> null);
  }

  /** Lists a page of invites, as {@link Admin#listInvites(PageRequest)} does. */
  public CompletableFuture<ListResponse<Invite>> listInvites(PageRequest request) {
    return call(AdminOperations.LIST_INVITES, request);
  }

  /**
   * Publishes all invites, as {@link Admin#listAllInvites(PageRequest)} lists them. Pages are
   * requested on subscriber demand.
   */
  public Flow.Publisher<Invite> listAllInvites(PageRequest request) {
    Objects.requireNonNull(request, "request is null");
    return invites(request).publisher();
  }

  PageSource<Invite> invites(PageRequest request) {
    return PageSource.of(request, this::listInvites);
  }

  /** Creates an invite, as {@link Admin#createInvite(CreateInviteRequest)} does. */
  public CompletableFuture<Invite> createInvite(CreateInviteRequest request) {
    return call(AdminOperations.CREATE_INVITE, request);
  }

  /** Describes an invite, as {@link Admin#describeInvite(String)} does. */
  public CompletableFuture<Invite> describeInvite(String inviteId) {
    return call(AdminOperations.DESCRIBE_INVITE, ById.ofAdmin("inviteId", inviteId));
  }

  /** Deletes an invite, as {@link Admin#deleteInvite(String)} does. */
  public CompletableFuture<@Nullable Void> deleteInvite(String inviteId) {
    return Futures.map(
        call(AdminOperations.DELETE_INVITE, ById.ofAdmin("inviteId", inviteId)), response -> null);
  }

  /** Sends an invite again, as {@link Admin#resendInvite(String)} does. */
  public CompletableFuture<Invite> resendInvite(String inviteId) {
    return call(AdminOperations.RESEND_INVITE, ById.ofAdmin("inviteId", inviteId));
  }

  /** Lists a page of service accounts, as {@link Admin#listServiceAccounts(PageRequest)} does. */
  public CompletableFuture<ListResponse<ServiceAccount>> listServiceAccounts(PageRequest request) {
    return call(AdminOperations.LIST_SERVICE_ACCOUNTS, request);
  }

  /**
   * Publishes all service accounts, as {@link Admin#listAllServiceAccounts(PageRequest)} lists
   * them. Pages are requested on subscriber demand.
   */
  public Flow.Publisher<ServiceAccount> listAllServiceAccounts(PageRequest request) {
    Objects.requireNonNull(request, "request is null");
    return serviceAccounts(request).publisher();
  }

  PageSource<ServiceAccount> serviceAccounts(PageRequest request) {
    return PageSource.of(request, this::listServiceAccounts);
  }

  /**
   * Creates a service account, as {@link Admin#createServiceAccount(CreateServiceAccountRequest)}
   * does.
   */
  public CompletableFuture<ServiceAccountWithSecret> createServiceAccount(
      CreateServiceAccountRequest request) {
    return call(AdminOperations.CREATE_SERVICE_ACCOUNT, request);
  }

  /** Describes a service account, as {@link Admin#describeServiceAccount(String)} does. */
  public CompletableFuture<ServiceAccount> describeServiceAccount(String serviceAccountId) {
    return call(
        AdminOperations.DESCRIBE_SERVICE_ACCOUNT,
        ById.ofAdmin("serviceAccountId", serviceAccountId));
  }

  /**
   * Renames a service account, as {@link Admin#updateServiceAccount(UpdateServiceAccountRequest)}
   * does.
   */
  public CompletableFuture<ServiceAccount> updateServiceAccount(
      UpdateServiceAccountRequest request) {
    return call(AdminOperations.UPDATE_SERVICE_ACCOUNT, request);
  }

  /** Deletes a service account, as {@link Admin#deleteServiceAccount(String)} does. */
  public CompletableFuture<@Nullable Void> deleteServiceAccount(String serviceAccountId) {
    return Futures.map(
        call(
            AdminOperations.DELETE_SERVICE_ACCOUNT,
            ById.ofAdmin("serviceAccountId", serviceAccountId)),
        response -> null);
  }

  /**
   * Replaces the secret of a service account, as {@link Admin#rotateServiceAccountSecret(String)}
   * does.
   */
  public CompletableFuture<ServiceAccountWithSecret> rotateServiceAccountSecret(
      String serviceAccountId) {
    return call(
        AdminOperations.ROTATE_SERVICE_ACCOUNT_SECRET,
        ById.ofAdmin("serviceAccountId", serviceAccountId));
  }

  /**
   * Lists a page of role bindings, as {@link Admin#listRoleBindings(ListRoleBindingsRequest)} does.
   */
  public CompletableFuture<ListResponse<RoleBinding>> listRoleBindings(
      ListRoleBindingsRequest request) {
    return call(AdminOperations.LIST_ROLE_BINDINGS, request);
  }

  /**
   * Publishes all role bindings, as {@link Admin#listAllRoleBindings(ListRoleBindingsRequest)}
   * lists them. Pages are requested on subscriber demand.
   */
  public Flow.Publisher<RoleBinding> listAllRoleBindings(ListRoleBindingsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return roleBindings(request).publisher();
  }

  PageSource<RoleBinding> roleBindings(ListRoleBindingsRequest request) {
    return PageSource.of(request, this::listRoleBindings);
  }

  /** Grants a role, as {@link Admin#createRoleBinding(CreateRoleBindingRequest)} does. */
  public CompletableFuture<RoleBinding> createRoleBinding(CreateRoleBindingRequest request) {
    return call(AdminOperations.CREATE_ROLE_BINDING, request);
  }

  /** Describes a role binding, as {@link Admin#describeRoleBinding(String)} does. */
  public CompletableFuture<RoleBinding> describeRoleBinding(String roleBindingId) {
    return call(
        AdminOperations.DESCRIBE_ROLE_BINDING, ById.ofAdmin("roleBindingId", roleBindingId));
  }

  /** Deletes a role binding, as {@link Admin#deleteRoleBinding(String)} does. */
  public CompletableFuture<@Nullable Void> deleteRoleBinding(String roleBindingId) {
    return Futures.map(
        call(AdminOperations.DELETE_ROLE_BINDING, ById.ofAdmin("roleBindingId", roleBindingId)),
        response -> null);
  }

  private <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    Objects.requireNonNull(request, "request is null");
    Caller inPlace = caller.inPlace();
    return Futures.completeOn(
        caller.completeOn(), new AuthenticatedCall<>(inPlace, tokens, operation, request).start());
  }

  /** Returns the class name and the route. */
  @Override
  public String toString() {
    return "AsyncAdmin[" + route() + "]";
  }
}
