package io.pinelink.admin;

import io.pinelink.CallOptions;
import io.pinelink.ClientBuilder;
import io.pinelink.Index;
import io.pinelink.Paged;
import io.pinelink.Pinelink;
import io.pinelink.admin.internal.login.AccessTokenCache;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.ExtensionCalls;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.routing.Route;
import io.pinelink.spi.TransportProvider;
import io.pinelink.spi.credential.ClientCredentials;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A client of the admin API: organizations, projects, API keys, users, invites, service accounts
 * and role bindings. It authenticates with the id and secret of a service account, not with an API
 * key, and owns its connections.
 *
 * <pre>{@code
 * try (AdminClient admin = AdminClient.builder().clientCredentials(id, secret).build()) {
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
public class AdminClient implements AutoCloseable {
  private static final String LOGIN_HOST = "login.pinecone.io";

  private final Caller caller;
  private final Executor callbacks;
  private final AccessTokenCache tokens;
  private final AsyncAdminClient async;

  AdminClient(Caller caller, Executor callbacks, AccessTokenCache tokens) {
    this.caller = caller.inPlace();
    this.callbacks = callbacks;
    this.tokens = tokens;
    this.async = new AsyncAdminClient(this.caller, tokens);
  }

  /** Creates a client builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncAdminClient async() {
    return new AsyncAdminClient(caller.completingOn(callbacks), tokens);
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
  public AdminClient with(CallOptions options) {
    return new AdminClient(AsyncAdminClient.apply(options, caller), callbacks, tokens);
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
    return Paged.of(request, async::listUsers);
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
    return Paged.of(request, async::listInvites);
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
    return Paged.of(request, async::listServiceAccounts);
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
    return Paged.of(request, async::listRoleBindings);
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
    return "AdminClient[" + route() + "]";
  }

  /** Builds an {@link AdminClient}. */
  public static final class Builder extends ClientBuilder<Builder> {
    private @Nullable ClientCredentials credentials;
    private @Nullable String login;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

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
     * starts with {@code https://}. Default: {@code login.pinecone.io}, or the {@linkplain
     * #controlPlane control plane} if its host is a loopback name.
     */
    public Builder login(String host) {
      this.login = Objects.requireNonNull(host, "host is null");
      return this;
    }

    /** Replaces the transports found on the class path, for tests. */
    Builder transports(TransportProvider... providers) {
      part(ExtensionCalls.class).transports(providers);
      return this;
    }

    /** Replaces the scheduler of the pauses between attempts, for tests. */
    Builder scheduler(Scheduler scheduler) {
      part(ExtensionCalls.class).scheduler(scheduler);
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
    public AdminClient build() {
      ClientCredentials given =
          credentials == null
              ? credentialsFrom(
                  System.getenv("PINECONE_CLIENT_ID"), System.getenv("PINECONE_CLIENT_SECRET"))
              : credentials;
      ExtensionCalls calls = part(ExtensionCalls.class);
      CurrentRoute loginRoute = new CurrentRoute(loginRoute(calls));
      Caller caller = calls.open(given);
      return new AdminClient(
          caller,
          calls.callbackExecutor(),
          new AccessTokenCache(caller.on(loginRoute), given, clock));
    }

    private Route loginRoute(ExtensionCalls calls) {
      if (login != null) {
        return calls.route(login);
      }
      Route control = calls.route();
      return control.kind() == Route.Kind.LOCAL ? control : calls.route(LOGIN_HOST);
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
