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
import io.pinelink.internal.call.CallListeners;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.ProtocolTransport;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.network.HttpVersion;
import io.pinelink.routing.Route;
import io.pinelink.spi.Transport;
import io.pinelink.spi.credential.ClientCredentials;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A client of the admin API: organizations, projects, API keys, users, invites, service accounts
 * and role bindings. It authenticates with the id and secret of a service account, not with an API
 * key, and owns its connections. Requires the artifact {@code io.pinelink:pinelink-rest}.
 *
 * <pre>{@code
 * try (Admin admin = Admin.builder().clientCredentials(id, secret).build()) {
 *   Project project = admin.createProject(CreateProjectRequest.named("search"));
 *   String key =
 *       admin.createApiKey(CreateApiKeyRequest.builder(project.id(), "ci").build()).secret();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Calls block and throw as in {@link Index}. All calls share the access token until
 * shortly before it expires; a token that the service rejects earlier is replaced once. If the
 * login fails, the call fails with an exception that names the operation {@code createToken}.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class Admin implements AutoCloseable {
  private static final int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

  private final Caller caller;
  private final Executor callbacks;
  private final AccessTokenCache tokens;
  private final AsyncAdmin async;

  Admin(Caller caller, Executor callbacks, AccessTokenCache tokens) {
    this.caller = caller.inPlace();
    this.callbacks = callbacks;
    this.tokens = tokens;
    this.async = new AsyncAdmin(this.caller, tokens);
  }

  /** Creates a client builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncAdmin async() {
    return new AsyncAdmin(caller.completingOn(callbacks), tokens);
  }

  /** Returns the route of the next call. The login has a route of its own. */
  public Route route() {
    return caller.route();
  }

  /**
   * Returns a view of this client with other call settings. It shares connections and access token
   * with this client, so closing either closes both. The timeout also covers a login that a call
   * waits for. The login itself uses the builder's settings, since other calls may wait for it too.
   */
  public Admin with(CallOptions options) {
    return new Admin(options.applyTo(caller), callbacks, tokens);
  }

  /**
   * Lists the organizations that the service account belongs to.
   *
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/organizations/list-organizations">listOrganizations,
   *     API version 2026-07</a>
   */
  public ListResponse<Organization> listOrganizations() {
    return Futures.await(async.listOrganizations());
  }

  /**
   * Describes an organization.
   *
   * @throws io.pinelink.error.NotFoundException if no organization has this id
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/organizations/get-organization-details">fetchOrganization,
   *     API version 2026-07</a>
   */
  public Organization describeOrganization(String organizationId) {
    return Futures.await(async.describeOrganization(organizationId));
  }

  /**
   * Renames an organization.
   *
   * @return the organization after the change
   * @throws io.pinelink.error.NotFoundException if no organization has this id
   */
  public Organization updateOrganization(UpdateOrganizationRequest request) {
    return Futures.await(async.updateOrganization(request));
  }

  /**
   * Deletes an organization. Its projects must be deleted first.
   *
   * @throws io.pinelink.error.NotFoundException if no organization has this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the organization
   *     is not empty
   */
  public void deleteOrganization(String organizationId) {
    var unused = Futures.await(async.deleteOrganization(organizationId));
  }

  /**
   * Lists all projects of the organization.
   *
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/list_projects">listProjects,
   *     API version 2026-04</a>
   */
  public ListResponse<Project> listProjects() {
    return Futures.await(async.listProjects());
  }

  /**
   * Creates a project.
   *
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/create_project">createProject,
   *     API version 2026-04</a>
   */
  public Project createProject(CreateProjectRequest request) {
    return Futures.await(async.createProject(request));
  }

  /**
   * Describes a project.
   *
   * @throws io.pinelink.error.NotFoundException if no project has this id
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/fetch_project">fetchProject,
   *     API version 2026-04</a>
   */
  public Project describeProject(String projectId) {
    return Futures.await(async.describeProject(projectId));
  }

  /**
   * Changes a project's settings.
   *
   * @return the project after the change
   * @throws io.pinelink.error.NotFoundException if no project has this id
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2025-10/admin/update_project">updateProject,
   *     API version 2025-10</a>
   */
  public Project updateProject(UpdateProjectRequest request) {
    return Futures.await(async.updateProject(request));
  }

  /**
   * Deletes a project. Its indexes, assistants, backups and collections must be deleted first.
   *
   * @throws io.pinelink.error.NotFoundException if no project has this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the project is
   *     not empty
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/delete_project">deleteProject,
   *     API version 2026-04</a>
   */
  public void deleteProject(String projectId) {
    var unused = Futures.await(async.deleteProject(projectId));
  }

  /**
   * Lists all API keys of a project, without the keys themselves.
   *
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/list_api_keys">listApiKeys,
   *     API version 2026-04</a>
   */
  public ListResponse<ApiKeyDescription> listApiKeys(String projectId) {
    return Futures.await(async.listApiKeys(projectId));
  }

  /**
   * Creates an API key. Only this response contains the key itself.
   *
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/create_api_key">createApiKey,
   *     API version 2026-04</a>
   */
  public CreatedApiKey createApiKey(CreateApiKeyRequest request) {
    return Futures.await(async.createApiKey(request));
  }

  /**
   * Describes an API key, without the key itself.
   *
   * @throws io.pinelink.error.NotFoundException if no API key has this id
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/fetch_api_key">fetchApiKey,
   *     API version 2026-04</a>
   */
  public ApiKeyDescription describeApiKey(String apiKeyId) {
    return Futures.await(async.describeApiKey(apiKeyId));
  }

  /**
   * Changes the name or the roles of an API key.
   *
   * @return the API key after the change
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/update_api_key">updateApiKey,
   *     API version 2026-04</a>
   */
  public ApiKeyDescription updateApiKey(UpdateApiKeyRequest request) {
    return Futures.await(async.updateApiKey(request));
  }

  /**
   * Deletes an API key. The service then rejects all calls with it.
   *
   * @throws io.pinelink.error.NotFoundException if no API key has this id
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/delete_api_key">deleteApiKey,
   *     API version 2026-04</a>
   */
  public void deleteApiKey(String apiKeyId) {
    var unused = Futures.await(async.deleteApiKey(apiKeyId));
  }

  /**
   * Lists a page of the users of the organization.
   *
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/users/list-users-in-the-organization">listUsers,
   *     API version 2026-07</a>
   */
  public ListResponse<User> listUsers(ListUsersRequest request) {
    return Futures.await(async.listUsers(request));
  }

  /** Lists all users page by page, as {@link #listUsers} does, starting at the request's page. */
  public Paged<User> listAllUsers(ListUsersRequest request) {
    Objects.requireNonNull(request, "request is null");
    return new Paged<>(async.users(request));
  }

  /**
   * Describes a user.
   *
   * @throws io.pinelink.error.NotFoundException if no user has this id
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/fetch_user">fetchUser, API
   *     version 2026-04</a>
   */
  public User describeUser(String userId) {
    return Futures.await(async.describeUser(userId));
  }

  /**
   * Removes a user from the organization and revokes the roles of the user. The user keeps the
   * Pinecone account.
   *
   * @throws io.pinelink.error.NotFoundException if no user has this id
   * @throws io.pinelink.error.ServiceException with {@code ABORTED} if the user is the last owner
   *     of the organization
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/delete_user">deleteUser, API
   *     version 2026-04</a>
   */
  public void deleteUser(String userId) {
    var unused = Futures.await(async.deleteUser(userId));
  }

  /**
   * Lists a page of the pending and expired invites of the organization.
   *
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/invites/list-invites">listInvites,
   *     API version 2026-07</a>
   */
  public ListResponse<Invite> listInvites(PageRequest request) {
    return Futures.await(async.listInvites(request));
  }

  /**
   * Lists all invites page by page, as {@link #listInvites} does, starting at the request's page.
   */
  public Paged<Invite> listAllInvites(PageRequest request) {
    Objects.requireNonNull(request, "request is null");
    return new Paged<>(async.invites(request));
  }

  /**
   * Creates an invite and sends it by email. It expires after 7 days.
   *
   * @throws io.pinelink.error.AlreadyExistsException if an invite for this address is pending, or a
   *     user has it
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if no role makes the
   *     person a member of the organization
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/invites/invite-a-user-to-the-organization">createInvite,
   *     API version 2026-07</a>
   */
  public Invite createInvite(CreateInviteRequest request) {
    return Futures.await(async.createInvite(request));
  }

  /**
   * Describes an invite.
   *
   * @throws io.pinelink.error.NotFoundException if no invite has this id
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/fetch_invite">fetchInvite,
   *     API version 2026-04</a>
   */
  public Invite describeInvite(String inviteId) {
    return Futures.await(async.describeInvite(inviteId));
  }

  /**
   * Deletes a pending or expired invite with its roles.
   *
   * @throws io.pinelink.error.NotFoundException if no invite has this id
   * @throws io.pinelink.error.AlreadyExistsException if the invite was accepted; delete the user
   *     instead
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/delete_invite">deleteInvite,
   *     API version 2026-04</a>
   */
  public void deleteInvite(String inviteId) {
    var unused = Futures.await(async.deleteInvite(inviteId));
  }

  /**
   * Sends an invite again. It is then pending and expires 7 days from now.
   *
   * @return the invite after the change
   * @throws io.pinelink.error.NotFoundException if no invite has this id
   * @throws io.pinelink.error.AlreadyExistsException if the invite was accepted
   * @throws io.pinelink.error.RateLimitedException if the organization sent 100 emails within an
   *     hour
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/invites/resend-an-invite-email">resendInvite,
   *     API version 2026-07</a>
   */
  public Invite resendInvite(String inviteId) {
    return Futures.await(async.resendInvite(inviteId));
  }

  /**
   * Lists a page of the service accounts of the organization.
   *
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/list_service_accounts">listServiceAccounts,
   *     API version 2026-04</a>
   */
  public ListResponse<ServiceAccount> listServiceAccounts(PageRequest request) {
    return Futures.await(async.listServiceAccounts(request));
  }

  /**
   * Lists all service accounts page by page, as {@link #listServiceAccounts} does, starting at the
   * request's page.
   */
  public Paged<ServiceAccount> listAllServiceAccounts(PageRequest request) {
    Objects.requireNonNull(request, "request is null");
    return new Paged<>(async.serviceAccounts(request));
  }

  /**
   * Creates a service account. Only this response contains its secret.
   *
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if a role or a project
   *     does not exist
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/service-accounts/create-a-service-account">createServiceAccount,
   *     API version 2026-07</a>
   */
  public ServiceAccountWithSecret createServiceAccount(CreateServiceAccountRequest request) {
    return Futures.await(async.createServiceAccount(request));
  }

  /**
   * Describes a service account, without its secret.
   *
   * @throws io.pinelink.error.NotFoundException if no service account has this id
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/fetch_service_account">fetchServiceAccount,
   *     API version 2026-04</a>
   */
  public ServiceAccount describeServiceAccount(String serviceAccountId) {
    return Futures.await(async.describeServiceAccount(serviceAccountId));
  }

  /**
   * Renames a service account.
   *
   * @return the service account after the change
   * @throws io.pinelink.error.NotFoundException if no service account has this id
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/update_service_account">updateServiceAccount,
   *     API version 2026-04</a>
   */
  public ServiceAccount updateServiceAccount(UpdateServiceAccountRequest request) {
    return Futures.await(async.updateServiceAccount(request));
  }

  /**
   * Deletes a service account with its roles. Its secret and its tokens are no longer accepted.
   *
   * @throws io.pinelink.error.NotFoundException if no service account has this id
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/delete_service_account">deleteServiceAccount,
   *     API version 2026-04</a>
   */
  public void deleteServiceAccount(String serviceAccountId) {
    var unused = Futures.await(async.deleteServiceAccount(serviceAccountId));
  }

  /**
   * Replaces the secret of a service account. Only this response contains the new secret. The
   * previous secret and its tokens are no longer accepted. A client that rotates the secret of its
   * own service account can make no further calls, so build a new one.
   *
   * <p>Not retried after a lost response: then rotate again.
   *
   * @throws io.pinelink.error.NotFoundException if no service account has this id
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/service-accounts/rotate-a-service-accounts-oauth-client-secret">rotateServiceAccountSecret,
   *     API version 2026-07</a>
   */
  public ServiceAccountWithSecret rotateServiceAccountSecret(String serviceAccountId) {
    return Futures.await(async.rotateServiceAccountSecret(serviceAccountId));
  }

  /**
   * Lists a page of the role bindings of the organization.
   *
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/role-bindings/list-role-bindings">listRoleBindings,
   *     API version 2026-07</a>
   */
  public ListResponse<RoleBinding> listRoleBindings(ListRoleBindingsRequest request) {
    return Futures.await(async.listRoleBindings(request));
  }

  /**
   * Lists all role bindings page by page, as {@link #listRoleBindings} does, starting at the
   * request's page.
   */
  public Paged<RoleBinding> listAllRoleBindings(ListRoleBindingsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return new Paged<>(async.roleBindings(request));
  }

  /**
   * Grants a role to a principal.
   *
   * @throws io.pinelink.error.NotFoundException if the principal or the project does not exist
   * @throws io.pinelink.error.AlreadyExistsException if the principal has this role on this
   *     resource
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if the role does not
   *     exist for this kind of resource
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/role-bindings/create-a-role-binding">createRoleBinding,
   *     API version 2026-07</a>
   */
  public RoleBinding createRoleBinding(CreateRoleBindingRequest request) {
    return Futures.await(async.createRoleBinding(request));
  }

  /**
   * Describes a role binding.
   *
   * @throws io.pinelink.error.NotFoundException if no role binding has this id
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-04/admin/fetch_role_binding">fetchRoleBinding,
   *     API version 2026-04</a>
   */
  public RoleBinding describeRoleBinding(String roleBindingId) {
    return Futures.await(async.describeRoleBinding(roleBindingId));
  }

  /**
   * Deletes a role binding, which revokes the role immediately.
   *
   * @throws io.pinelink.error.NotFoundException if no role binding has this id
   * @throws io.pinelink.error.ServiceException with {@code ABORTED} if it belongs to the last owner
   *     of the organization, or the last that makes a user or an invite a member
   * @see <a
   *     href="https://docs.pinecone.io/reference/api/2026-07/admin/role-bindings/delete-a-role-binding">deleteRoleBinding,
   *     API version 2026-07</a>
   */
  public void deleteRoleBinding(String roleBindingId) {
    var unused = Futures.await(async.deleteRoleBinding(roleBindingId));
  }

  /**
   * Rejects new calls, waits for the calls in flight and closes the connections, as {@link
   * Pinelink#close()} does. Closing twice is harmless.
   */
  @Override
  public void close() {
    InFlightCalls inFlight = caller.client().inFlight();
    if (inFlight.close()) {
      inFlight.awaitNone();
      caller.chain().close();
      caller.client().listeners().closed();
    }
  }

  /** Returns the class name and the route, never a secret. */
  @Override
  public String toString() {
    return "Admin[" + route() + "]";
  }

  /** Builds an {@link Admin} client. */
  public static final class Builder extends ClientBuilder<Builder> {
    private @Nullable ClientCredentials credentials;
    private String login = ControlPlaneEndpoint.LOGIN_HOST;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets the id and secret of a service account. Default: the environment variables {@code
     * PINECONE_CLIENT_ID} and {@code PINECONE_CLIENT_SECRET}.
     *
     * <p>As with {@link Pinelink.Builder#apiKey}, a secret of fewer than 8 characters is sent to
     * loopback only.
     */
    public Builder clientCredentials(String clientId, String clientSecret) {
      this.credentials = new ClientCredentials(clientId, clientSecret);
      return this;
    }

    /**
     * Sets the host that issues access tokens. A loopback name is dialled in plaintext unless it
     * starts with {@code https://}. Default: {@code login.pinecone.io}.
     */
    public Builder login(String host) {
      this.login = Objects.requireNonNull(host, "host is null");
      return this;
    }

    /** Sets the clock that decides whether a token has expired, for tests. */
    Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Builds the client. It opens no connection yet and does not log in before the first call.
     *
     * @throws IllegalStateException if there are no credentials, or no transport on the class path
     * @throws IllegalArgumentException if a host is refused
     */
    public Admin build() {
      ClientCredentials given =
          credentials == null
              ? credentialsFrom(
                  System.getenv("PINECONE_CLIENT_ID"), System.getenv("PINECONE_CLIENT_SECRET"))
              : credentials;
      CallListeners listeners = callListeners();
      RouteCounts counts = routeCounts(listeners);
      Route control = controlRoute();
      Route loginRoute = controlRoute(login);
      Map<Protocol, Transport> transports =
          transports(
              List.of(Protocol.REST),
              MAX_RESPONSE_BYTES,
              DEFAULT_GRPC_CONNECTIONS,
              HttpVersion.HTTP_1_1,
              resolver(counts));
      Transport chain = retrying(new ProtocolTransport(transports), listeners);
      Caller caller =
          Caller.of(
                  ClientState.of(new InFlightCalls(), counts, apiVersion, listeners),
                  chain,
                  given,
                  new CurrentRoute(control),
                  timeout)
              .with(headers);
      return new Admin(
          caller,
          callbackExecutor,
          new AccessTokenCache(caller.on(new CurrentRoute(loginRoute)), given, clock));
    }

    static ClientCredentials credentialsFrom(@Nullable String id, @Nullable String secret) {
      if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
        throw new IllegalStateException(
            "clientCredentials are missing: give them to the builder, or set PINECONE_CLIENT_ID"
                + " and PINECONE_CLIENT_SECRET");
      }
      return new ClientCredentials(id.strip(), secret.strip());
    }
  }
}
