package io.pinelink.admin;

import io.pinelink.AsyncIndex;
import io.pinelink.CallOptions;
import io.pinelink.admin.internal.login.AccessTokenCache;
import io.pinelink.admin.internal.login.AuthenticatedCall;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous variant of {@link AdminClient}. Futures behave as in {@link AsyncIndex}.
 * Publishers request pages on subscriber demand.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncAdminClient {
  private final Caller caller;
  private final AccessTokenCache tokens;

  AsyncAdminClient(Caller caller, AccessTokenCache tokens) {
    this.caller = caller;
    this.tokens = tokens;
  }

  /** Returns the route of the next call, as {@link AdminClient#route()} does. */
  public Route route() {
    return caller.route();
  }

  /** Returns a view with other call settings, as {@link AdminClient#with(CallOptions)} does. */
  public AsyncAdminClient with(CallOptions options) {
    return new AsyncAdminClient(apply(options, caller), tokens);
  }

  /** Lists the organizations, as {@link AdminClient#listOrganizations()} does. */
  public CompletableFuture<ListResponse<Organization>> listOrganizations() {
    return call(AdminOperations.LIST_ORGANIZATIONS, new EmptyRequest());
  }

  /** Describes an organization, as {@link AdminClient#describeOrganization(String)} does. */
  public CompletableFuture<Organization> describeOrganization(String organizationId) {
    return call(AdminOperations.DESCRIBE_ORGANIZATION, ById.of("organizationId", organizationId));
  }

  /** Renames an organization, as {@link AdminClient#updateOrganization} does. */
  public CompletableFuture<Organization> updateOrganization(String organizationId, String name) {
    return call(
        AdminOperations.UPDATE_ORGANIZATION,
        new Rename(Check.segment("organizationId", organizationId), AdminRules.name(name)));
  }

  /** Deletes an organization, as {@link AdminClient#deleteOrganization(String)} does. */
  public CompletableFuture<@Nullable Void> deleteOrganization(String organizationId) {
    return delete(AdminOperations.DELETE_ORGANIZATION, "organizationId", organizationId);
  }

  /** Lists all projects, as {@link AdminClient#listProjects()} does. */
  public CompletableFuture<ListResponse<Project>> listProjects() {
    return call(AdminOperations.LIST_PROJECTS, new EmptyRequest());
  }

  /** Creates a project, as {@link AdminClient#createProject(CreateProjectRequest)} does. */
  public CompletableFuture<Project> createProject(CreateProjectRequest request) {
    return call(AdminOperations.CREATE_PROJECT, request);
  }

  /** Works as {@link AdminClient#createProject(CreateProjectRequest)} does. */
  public CompletableFuture<Project> createProject(
      String name, Consumer<CreateProjectRequest.Builder> request) {
    return createProject(Check.configured(CreateProjectRequest.builder(name), request).build());
  }

  /** Describes a project, as {@link AdminClient#describeProject(String)} does. */
  public CompletableFuture<Project> describeProject(String projectId) {
    return call(AdminOperations.DESCRIBE_PROJECT, ById.of("projectId", projectId));
  }

  /** Changes a project, as {@link AdminClient#updateProject(UpdateProjectRequest)} does. */
  public CompletableFuture<Project> updateProject(UpdateProjectRequest request) {
    return call(AdminOperations.UPDATE_PROJECT, request);
  }

  /** Works as {@link AdminClient#updateProject(UpdateProjectRequest)} does. */
  public CompletableFuture<Project> updateProject(
      String projectId, Consumer<UpdateProjectRequest.Builder> request) {
    return updateProject(
        Check.configured(UpdateProjectRequest.builder(projectId), request).build());
  }

  /** Deletes a project, as {@link AdminClient#deleteProject(String)} does. */
  public CompletableFuture<@Nullable Void> deleteProject(String projectId) {
    return delete(AdminOperations.DELETE_PROJECT, "projectId", projectId);
  }

  /** Lists the API keys of a project, as {@link AdminClient#listApiKeys(String)} does. */
  public CompletableFuture<ListResponse<ApiKeyDescription>> listApiKeys(String projectId) {
    return call(AdminOperations.LIST_API_KEYS, ById.of("projectId", projectId));
  }

  /** Creates an API key, as {@link AdminClient#createApiKey(CreateApiKeyRequest)} does. */
  public CompletableFuture<CreatedApiKey> createApiKey(CreateApiKeyRequest request) {
    return call(AdminOperations.CREATE_API_KEY, request);
  }

  /** Works as {@link AdminClient#createApiKey(CreateApiKeyRequest)} does. */
  public CompletableFuture<CreatedApiKey> createApiKey(
      String projectId, String name, Consumer<CreateApiKeyRequest.Builder> request) {
    return createApiKey(
        Check.configured(CreateApiKeyRequest.builder(projectId, name), request).build());
  }

  /** Describes an API key, as {@link AdminClient#describeApiKey(String)} does. */
  public CompletableFuture<ApiKeyDescription> describeApiKey(String apiKeyId) {
    return call(AdminOperations.DESCRIBE_API_KEY, ById.of("apiKeyId", apiKeyId));
  }

  /** Changes an API key, as {@link AdminClient#updateApiKey(UpdateApiKeyRequest)} does. */
  public CompletableFuture<ApiKeyDescription> updateApiKey(UpdateApiKeyRequest request) {
    return call(AdminOperations.UPDATE_API_KEY, request);
  }

  /** Works as {@link AdminClient#updateApiKey(UpdateApiKeyRequest)} does. */
  public CompletableFuture<ApiKeyDescription> updateApiKey(
      String apiKeyId, Consumer<UpdateApiKeyRequest.Builder> request) {
    return updateApiKey(Check.configured(UpdateApiKeyRequest.builder(apiKeyId), request).build());
  }

  /** Deletes an API key, as {@link AdminClient#deleteApiKey(String)} does. */
  public CompletableFuture<@Nullable Void> deleteApiKey(String apiKeyId) {
    return delete(AdminOperations.DELETE_API_KEY, "apiKeyId", apiKeyId);
  }

  /** Lists a page of users, as {@link AdminClient#listUsers(ListUsersRequest)} does. */
  public CompletableFuture<ListResponse<User>> listUsers(ListUsersRequest request) {
    return call(AdminOperations.LIST_USERS, request);
  }

  /** Works as {@code listUsers(ListUsersRequest.all())} does. */
  public CompletableFuture<ListResponse<User>> listUsers() {
    return listUsers(ListUsersRequest.all());
  }

  /** Works as {@link AdminClient#listUsers(ListUsersRequest)} does. */
  public CompletableFuture<ListResponse<User>> listUsers(
      Consumer<ListUsersRequest.Builder> request) {
    return listUsers(Check.configured(ListUsersRequest.builder(), request).build());
  }

  /** Publishes what {@link AdminClient#listAllUsers(ListUsersRequest)} lists. */
  public Flow.Publisher<User> listAllUsers(ListUsersRequest request) {
    return PageSource.of(request, this::listUsers).publisher();
  }

  /** Works as {@code listAllUsers(ListUsersRequest.all())} does. */
  public Flow.Publisher<User> listAllUsers() {
    return listAllUsers(ListUsersRequest.all());
  }

  /** Works as {@link AdminClient#listAllUsers(ListUsersRequest)} does. */
  public Flow.Publisher<User> listAllUsers(Consumer<ListUsersRequest.Builder> request) {
    return listAllUsers(Check.configured(ListUsersRequest.builder(), request).build());
  }

  /** Describes a user, as {@link AdminClient#describeUser(String)} does. */
  public CompletableFuture<User> describeUser(String userId) {
    return call(AdminOperations.DESCRIBE_USER, ById.of("userId", userId));
  }

  /** Removes a user, as {@link AdminClient#deleteUser(String)} does. */
  public CompletableFuture<@Nullable Void> deleteUser(String userId) {
    return delete(AdminOperations.DELETE_USER, "userId", userId);
  }

  /** Lists a page of invites, as {@link AdminClient#listInvites(PageRequest)} does. */
  public CompletableFuture<ListResponse<Invite>> listInvites(PageRequest request) {
    return call(AdminOperations.LIST_INVITES, request);
  }

  /** Works as {@code listInvites(PageRequest.all())} does. */
  public CompletableFuture<ListResponse<Invite>> listInvites() {
    return listInvites(PageRequest.all());
  }

  /** Works as {@link AdminClient#listInvites(PageRequest)} does. */
  public CompletableFuture<ListResponse<Invite>> listInvites(
      Consumer<PageRequest.Builder> request) {
    return listInvites(Check.configured(PageRequest.builder(), request).build());
  }

  /** Publishes what {@link AdminClient#listAllInvites(PageRequest)} lists. */
  public Flow.Publisher<Invite> listAllInvites(PageRequest request) {
    return PageSource.of(request, this::listInvites).publisher();
  }

  /** Works as {@code listAllInvites(PageRequest.all())} does. */
  public Flow.Publisher<Invite> listAllInvites() {
    return listAllInvites(PageRequest.all());
  }

  /** Works as {@link AdminClient#listAllInvites(PageRequest)} does. */
  public Flow.Publisher<Invite> listAllInvites(Consumer<PageRequest.Builder> request) {
    return listAllInvites(Check.configured(PageRequest.builder(), request).build());
  }

  /** Creates an invite, as {@link AdminClient#createInvite(CreateInviteRequest)} does. */
  public CompletableFuture<Invite> createInvite(CreateInviteRequest request) {
    return call(AdminOperations.CREATE_INVITE, request);
  }

  /** Describes an invite, as {@link AdminClient#describeInvite(String)} does. */
  public CompletableFuture<Invite> describeInvite(String inviteId) {
    return call(AdminOperations.DESCRIBE_INVITE, ById.of("inviteId", inviteId));
  }

  /** Deletes an invite, as {@link AdminClient#deleteInvite(String)} does. */
  public CompletableFuture<@Nullable Void> deleteInvite(String inviteId) {
    return delete(AdminOperations.DELETE_INVITE, "inviteId", inviteId);
  }

  /** Sends an invite again, as {@link AdminClient#resendInvite(String)} does. */
  public CompletableFuture<Invite> resendInvite(String inviteId) {
    return call(AdminOperations.RESEND_INVITE, ById.of("inviteId", inviteId));
  }

  /** Works as {@link AdminClient#listServiceAccounts(PageRequest)} does. */
  public CompletableFuture<ListResponse<ServiceAccount>> listServiceAccounts(PageRequest request) {
    return call(AdminOperations.LIST_SERVICE_ACCOUNTS, request);
  }

  /** Works as {@code listServiceAccounts(PageRequest.all())} does. */
  public CompletableFuture<ListResponse<ServiceAccount>> listServiceAccounts() {
    return listServiceAccounts(PageRequest.all());
  }

  /** Works as {@link AdminClient#listServiceAccounts(PageRequest)} does. */
  public CompletableFuture<ListResponse<ServiceAccount>> listServiceAccounts(
      Consumer<PageRequest.Builder> request) {
    return listServiceAccounts(Check.configured(PageRequest.builder(), request).build());
  }

  /** Publishes what {@link AdminClient#listAllServiceAccounts(PageRequest)} lists. */
  public Flow.Publisher<ServiceAccount> listAllServiceAccounts(PageRequest request) {
    return PageSource.of(request, this::listServiceAccounts).publisher();
  }

  /** Works as {@code listAllServiceAccounts(PageRequest.all())} does. */
  public Flow.Publisher<ServiceAccount> listAllServiceAccounts() {
    return listAllServiceAccounts(PageRequest.all());
  }

  /** Works as {@link AdminClient#listAllServiceAccounts(PageRequest)} does. */
  public Flow.Publisher<ServiceAccount> listAllServiceAccounts(
      Consumer<PageRequest.Builder> request) {
    return listAllServiceAccounts(Check.configured(PageRequest.builder(), request).build());
  }

  /** Works as {@link AdminClient#createServiceAccount(CreateServiceAccountRequest)} does. */
  public CompletableFuture<ServiceAccountWithSecret> createServiceAccount(
      CreateServiceAccountRequest request) {
    return call(AdminOperations.CREATE_SERVICE_ACCOUNT, request);
  }

  /** Works as {@link AdminClient#createServiceAccount(CreateServiceAccountRequest)} does. */
  public CompletableFuture<ServiceAccountWithSecret> createServiceAccount(
      String name, Consumer<CreateServiceAccountRequest.Builder> request) {
    return createServiceAccount(
        Check.configured(CreateServiceAccountRequest.builder(name), request).build());
  }

  /** Describes a service account, as {@link AdminClient#describeServiceAccount(String)} does. */
  public CompletableFuture<ServiceAccount> describeServiceAccount(String serviceAccountId) {
    return call(
        AdminOperations.DESCRIBE_SERVICE_ACCOUNT, ById.of("serviceAccountId", serviceAccountId));
  }

  /** Renames a service account, as {@link AdminClient#updateServiceAccount} does. */
  public CompletableFuture<ServiceAccount> updateServiceAccount(
      String serviceAccountId, String name) {
    return call(
        AdminOperations.UPDATE_SERVICE_ACCOUNT,
        new Rename(Check.segment("serviceAccountId", serviceAccountId), AdminRules.keyName(name)));
  }

  /** Deletes a service account, as {@link AdminClient#deleteServiceAccount(String)} does. */
  public CompletableFuture<@Nullable Void> deleteServiceAccount(String serviceAccountId) {
    return delete(AdminOperations.DELETE_SERVICE_ACCOUNT, "serviceAccountId", serviceAccountId);
  }

  /** Works as {@link AdminClient#rotateServiceAccountSecret(String)} does. */
  public CompletableFuture<ServiceAccountWithSecret> rotateServiceAccountSecret(
      String serviceAccountId) {
    return call(
        AdminOperations.ROTATE_SERVICE_ACCOUNT_SECRET,
        ById.of("serviceAccountId", serviceAccountId));
  }

  /** Works as {@link AdminClient#listRoleBindings(ListRoleBindingsRequest)} does. */
  public CompletableFuture<ListResponse<RoleBinding>> listRoleBindings(
      ListRoleBindingsRequest request) {
    return call(AdminOperations.LIST_ROLE_BINDINGS, request);
  }

  /** Works as {@code listRoleBindings(ListRoleBindingsRequest.all())} does. */
  public CompletableFuture<ListResponse<RoleBinding>> listRoleBindings() {
    return listRoleBindings(ListRoleBindingsRequest.all());
  }

  /** Works as {@link AdminClient#listRoleBindings(ListRoleBindingsRequest)} does. */
  public CompletableFuture<ListResponse<RoleBinding>> listRoleBindings(
      Consumer<ListRoleBindingsRequest.Builder> request) {
    return listRoleBindings(Check.configured(ListRoleBindingsRequest.builder(), request).build());
  }

  /** Publishes what {@link AdminClient#listAllRoleBindings(ListRoleBindingsRequest)} lists. */
  public Flow.Publisher<RoleBinding> listAllRoleBindings(ListRoleBindingsRequest request) {
    return PageSource.of(request, this::listRoleBindings).publisher();
  }

  /** Works as {@code listAllRoleBindings(ListRoleBindingsRequest.all())} does. */
  public Flow.Publisher<RoleBinding> listAllRoleBindings() {
    return listAllRoleBindings(ListRoleBindingsRequest.all());
  }

  /** Works as {@link AdminClient#listAllRoleBindings(ListRoleBindingsRequest)} does. */
  public Flow.Publisher<RoleBinding> listAllRoleBindings(
      Consumer<ListRoleBindingsRequest.Builder> request) {
    return listAllRoleBindings(
        Check.configured(ListRoleBindingsRequest.builder(), request).build());
  }

  /** Grants a role, as {@link AdminClient#createRoleBinding(CreateRoleBindingRequest)} does. */
  public CompletableFuture<RoleBinding> createRoleBinding(CreateRoleBindingRequest request) {
    return call(AdminOperations.CREATE_ROLE_BINDING, request);
  }

  /** Describes a role binding, as {@link AdminClient#describeRoleBinding(String)} does. */
  public CompletableFuture<RoleBinding> describeRoleBinding(String roleBindingId) {
    return call(AdminOperations.DESCRIBE_ROLE_BINDING, ById.of("roleBindingId", roleBindingId));
  }

  /** Deletes a role binding, as {@link AdminClient#deleteRoleBinding(String)} does. */
  public CompletableFuture<@Nullable Void> deleteRoleBinding(String roleBindingId) {
    return delete(AdminOperations.DELETE_ROLE_BINDING, "roleBindingId", roleBindingId);
  }

  private CompletableFuture<@Nullable Void> delete(
      Operation<ById, EmptyResponse> operation, String field, String id) {
    return Futures.map(call(operation, ById.of(field, id)), response -> null);
  }

  private <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    Objects.requireNonNull(request, "request is null");
    Caller inPlace = caller.inPlace();
    return Futures.completeOn(
        caller.completeOn(), new AuthenticatedCall<>(inPlace, tokens, operation, request).start());
  }

  static Caller apply(CallOptions options, Caller caller) {
    return caller
        .with(options.timeout().orElse(null), options.isOnce())
        .with(ExtraHeaders.of(options.headers()));
  }

  /** Returns the class name and the route. */
  @Override
  public String toString() {
    return "AsyncAdminClient[" + route() + "]";
  }
}
