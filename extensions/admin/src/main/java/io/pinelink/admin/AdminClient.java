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
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.routing.Route;
import io.pinelink.spi.TransportProvider;
import io.pinelink.spi.credential.ClientCredentials;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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
 * <p>Thread-safe. Calls block and throw as in {@link Index}: one about a resource that does not
 * exist throws a {@link io.pinelink.error.NotFoundException}. All calls share the access token
 * until shortly before it expires; a token that the service rejects earlier is replaced once. If
 * the login fails, the call fails with an exception that names the operation {@code createToken}.
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
   * Lists the organizations that the service account belongs to. Source: listOrganizations, API
   * version 2026-07.
   */
  public ListResponse<Organization> listOrganizations() {
    return Futures.await(async.listOrganizations());
  }

  /** Describes an organization. Source: fetchOrganization, API version 2026-07. */
  public Organization describeOrganization(String organizationId) {
    return Futures.await(async.describeOrganization(organizationId));
  }

  /**
   * Renames an organization.
   *
   * @param name 1 to 512 characters
   * @return the organization after the change
   */
  public Organization updateOrganization(String organizationId, String name) {
    return Futures.await(async.updateOrganization(organizationId, name));
  }

  /**
   * Deletes an organization. Its projects must be deleted first.
   *
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the organization
   *     is not empty
   */
  public void deleteOrganization(String organizationId) {
    var unused = Futures.await(async.deleteOrganization(organizationId));
  }

  /** Lists all projects of the organization. Source: listProjects, API version 2026-04. */
  public ListResponse<Project> listProjects() {
    return Futures.await(async.listProjects());
  }

  /** Creates a project. */
  public Project createProject(CreateProjectRequest request) {
    return Futures.await(async.createProject(request));
  }

  /** Works as {@link #createProject(CreateProjectRequest)} does. */
  public Project createProject(String name, Consumer<CreateProjectRequest.Builder> request) {
    return createProject(Check.configured(CreateProjectRequest.builder(name), request).build());
  }

  /** Describes a project. Source: fetchProject, API version 2026-04. */
  public Project describeProject(String projectId) {
    return Futures.await(async.describeProject(projectId));
  }

  /**
   * Changes a project's settings.
   *
   * @return the project after the change
   */
  public Project updateProject(UpdateProjectRequest request) {
    return Futures.await(async.updateProject(request));
  }

  /** Works as {@link #updateProject(UpdateProjectRequest)} does. */
  public Project updateProject(String projectId, Consumer<UpdateProjectRequest.Builder> request) {
    return updateProject(
        Check.configured(UpdateProjectRequest.builder(projectId), request).build());
  }

  /**
   * Deletes a project. Its indexes, assistants, backups and collections must be deleted first.
   * Source: deleteProject, API version 2026-04.
   *
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the project is
   *     not empty
   */
  public void deleteProject(String projectId) {
    var unused = Futures.await(async.deleteProject(projectId));
  }

  /**
   * Lists all API keys of a project, without the keys themselves. Source: listApiKeys, API version
   * 2026-04.
   */
  public ListResponse<ApiKeyDescription> listApiKeys(String projectId) {
    return Futures.await(async.listApiKeys(projectId));
  }

  /** Creates an API key. Only this response contains the key itself. */
  public CreatedApiKey createApiKey(CreateApiKeyRequest request) {
    return Futures.await(async.createApiKey(request));
  }

  /** Works as {@link #createApiKey(CreateApiKeyRequest)} does. */
  public CreatedApiKey createApiKey(
      String projectId, String name, Consumer<CreateApiKeyRequest.Builder> request) {
    return createApiKey(
        Check.configured(CreateApiKeyRequest.builder(projectId, name), request).build());
  }

  /** Describes an API key, without the key itself. Source: fetchApiKey, API version 2026-04. */
  public ApiKeyDescription describeApiKey(String apiKeyId) {
    return Futures.await(async.describeApiKey(apiKeyId));
  }

  /**
   * Changes the name or the roles of an API key.
   *
   * @return the API key after the change
   */
  public ApiKeyDescription updateApiKey(UpdateApiKeyRequest request) {
    return Futures.await(async.updateApiKey(request));
  }

  /** Works as {@link #updateApiKey(UpdateApiKeyRequest)} does. */
  public ApiKeyDescription updateApiKey(
      String apiKeyId, Consumer<UpdateApiKeyRequest.Builder> request) {
    return updateApiKey(Check.configured(UpdateApiKeyRequest.builder(apiKeyId), request).build());
  }

  /**
   * Deletes an API key. The service then rejects all calls with it. Source: deleteApiKey, API
   * version 2026-04.
   */
  public void deleteApiKey(String apiKeyId) {
    var unused = Futures.await(async.deleteApiKey(apiKeyId));
  }

  /** Lists a page of the users of the organization. */
  public ListResponse<User> listUsers(ListUsersRequest request) {
    return Futures.await(async.listUsers(request));
  }

  /** Works as {@code listUsers(ListUsersRequest.all())} does. */
  public ListResponse<User> listUsers() {
    return listUsers(ListUsersRequest.all());
  }

  /** Works as {@link #listUsers(ListUsersRequest)} does. */
  public ListResponse<User> listUsers(Consumer<ListUsersRequest.Builder> request) {
    return listUsers(Check.configured(ListUsersRequest.builder(), request).build());
  }

  /** Lists all users page by page, as {@link #listUsers} does, starting at the request's page. */
  public Paged<User> listAllUsers(ListUsersRequest request) {
    return Paged.of(request, async::listUsers);
  }

  /** Works as {@code listAllUsers(ListUsersRequest.all())} does. */
  public Paged<User> listAllUsers() {
    return listAllUsers(ListUsersRequest.all());
  }

  /** Works as {@link #listAllUsers(ListUsersRequest)} does. */
  public Paged<User> listAllUsers(Consumer<ListUsersRequest.Builder> request) {
    return listAllUsers(Check.configured(ListUsersRequest.builder(), request).build());
  }

  /** Describes a user. Source: fetchUser, API version 2026-04. */
  public User describeUser(String userId) {
    return Futures.await(async.describeUser(userId));
  }

  /**
   * Removes a user from the organization and revokes the roles of the user. The user keeps the
   * Pinecone account. Source: deleteUser, API version 2026-04.
   *
   * @throws io.pinelink.error.ServiceException with {@code ABORTED} if the user is the last owner
   *     of the organization
   */
  public void deleteUser(String userId) {
    var unused = Futures.await(async.deleteUser(userId));
  }

  /** Lists a page of the pending and expired invites of the organization. */
  public ListResponse<Invite> listInvites(PageRequest request) {
    return Futures.await(async.listInvites(request));
  }

  /** Works as {@code listInvites(PageRequest.all())} does. */
  public ListResponse<Invite> listInvites() {
    return listInvites(PageRequest.all());
  }

  /** Works as {@link #listInvites(PageRequest)} does. */
  public ListResponse<Invite> listInvites(Consumer<PageRequest.Builder> request) {
    return listInvites(Check.configured(PageRequest.builder(), request).build());
  }

  /**
   * Lists all invites page by page, as {@link #listInvites} does, starting at the request's page.
   */
  public Paged<Invite> listAllInvites(PageRequest request) {
    return Paged.of(request, async::listInvites);
  }

  /** Works as {@code listAllInvites(PageRequest.all())} does. */
  public Paged<Invite> listAllInvites() {
    return listAllInvites(PageRequest.all());
  }

  /** Works as {@link #listAllInvites(PageRequest)} does. */
  public Paged<Invite> listAllInvites(Consumer<PageRequest.Builder> request) {
    return listAllInvites(Check.configured(PageRequest.builder(), request).build());
  }

  /**
   * Creates an invite and sends it by email. It expires after 7 days.
   *
   * @throws io.pinelink.error.AlreadyExistsException if an invite for this address is pending, or a
   *     user has it
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if no role makes the
   *     person a member of the organization
   */
  public Invite createInvite(CreateInviteRequest request) {
    return Futures.await(async.createInvite(request));
  }

  /** Describes an invite. Source: fetchInvite, API version 2026-04. */
  public Invite describeInvite(String inviteId) {
    return Futures.await(async.describeInvite(inviteId));
  }

  /**
   * Deletes a pending or expired invite with its roles. Source: deleteInvite, API version 2026-04.
   *
   * @throws io.pinelink.error.AlreadyExistsException if the invite was accepted; delete the user
   *     instead
   */
  public void deleteInvite(String inviteId) {
    var unused = Futures.await(async.deleteInvite(inviteId));
  }

  /**
   * Sends an invite again. It is then pending and expires 7 days from now. Source: resendInvite,
   * API version 2026-07.
   *
   * @return the invite after the change
   * @throws io.pinelink.error.AlreadyExistsException if the invite was accepted
   * @throws io.pinelink.error.RateLimitedException if the organization sent 100 emails within an
   *     hour
   */
  public Invite resendInvite(String inviteId) {
    return Futures.await(async.resendInvite(inviteId));
  }

  /** Lists a page of the service accounts of the organization. */
  public ListResponse<ServiceAccount> listServiceAccounts(PageRequest request) {
    return Futures.await(async.listServiceAccounts(request));
  }

  /** Works as {@code listServiceAccounts(PageRequest.all())} does. */
  public ListResponse<ServiceAccount> listServiceAccounts() {
    return listServiceAccounts(PageRequest.all());
  }

  /** Works as {@link #listServiceAccounts(PageRequest)} does. */
  public ListResponse<ServiceAccount> listServiceAccounts(Consumer<PageRequest.Builder> request) {
    return listServiceAccounts(Check.configured(PageRequest.builder(), request).build());
  }

  /**
   * Lists all service accounts page by page, as {@link #listServiceAccounts} does, starting at the
   * request's page.
   */
  public Paged<ServiceAccount> listAllServiceAccounts(PageRequest request) {
    return Paged.of(request, async::listServiceAccounts);
  }

  /** Works as {@code listAllServiceAccounts(PageRequest.all())} does. */
  public Paged<ServiceAccount> listAllServiceAccounts() {
    return listAllServiceAccounts(PageRequest.all());
  }

  /** Works as {@link #listAllServiceAccounts(PageRequest)} does. */
  public Paged<ServiceAccount> listAllServiceAccounts(Consumer<PageRequest.Builder> request) {
    return listAllServiceAccounts(Check.configured(PageRequest.builder(), request).build());
  }

  /**
   * Creates a service account. Only this response contains its secret.
   *
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if a role or a project
   *     does not exist
   */
  public ServiceAccountWithSecret createServiceAccount(CreateServiceAccountRequest request) {
    return Futures.await(async.createServiceAccount(request));
  }

  /** Works as {@link #createServiceAccount(CreateServiceAccountRequest)} does. */
  public ServiceAccountWithSecret createServiceAccount(
      String name, Consumer<CreateServiceAccountRequest.Builder> request) {
    return createServiceAccount(
        Check.configured(CreateServiceAccountRequest.builder(name), request).build());
  }

  /**
   * Describes a service account, without its secret. Source: fetchServiceAccount, API version
   * 2026-04.
   */
  public ServiceAccount describeServiceAccount(String serviceAccountId) {
    return Futures.await(async.describeServiceAccount(serviceAccountId));
  }

  /**
   * Renames a service account. Source: updateServiceAccount, API version 2026-07.
   *
   * @param name 1 to 80 characters
   * @return the service account after the change
   */
  public ServiceAccount updateServiceAccount(String serviceAccountId, String name) {
    return Futures.await(async.updateServiceAccount(serviceAccountId, name));
  }

  /**
   * Deletes a service account with its roles. Its secret and its tokens are no longer accepted.
   * Source: deleteServiceAccount, API version 2026-04.
   */
  public void deleteServiceAccount(String serviceAccountId) {
    var unused = Futures.await(async.deleteServiceAccount(serviceAccountId));
  }

  /**
   * Replaces the secret of a service account. Only this response contains the new secret. The
   * previous secret and its tokens are no longer accepted. A client that rotates the secret of its
   * own service account can make no further calls, so build a new one.
   *
   * <p>Not retried after a lost response: then rotate again. Source: rotateServiceAccountSecret,
   * API version 2026-07.
   */
  public ServiceAccountWithSecret rotateServiceAccountSecret(String serviceAccountId) {
    return Futures.await(async.rotateServiceAccountSecret(serviceAccountId));
  }

  /** Lists a page of the role bindings of the organization. */
  public ListResponse<RoleBinding> listRoleBindings(ListRoleBindingsRequest request) {
    return Futures.await(async.listRoleBindings(request));
  }

  /** Works as {@code listRoleBindings(ListRoleBindingsRequest.all())} does. */
  public ListResponse<RoleBinding> listRoleBindings() {
    return listRoleBindings(ListRoleBindingsRequest.all());
  }

  /** Works as {@link #listRoleBindings(ListRoleBindingsRequest)} does. */
  public ListResponse<RoleBinding> listRoleBindings(
      Consumer<ListRoleBindingsRequest.Builder> request) {
    return listRoleBindings(Check.configured(ListRoleBindingsRequest.builder(), request).build());
  }

  /**
   * Lists all role bindings page by page, as {@link #listRoleBindings} does, starting at the
   * request's page.
   */
  public Paged<RoleBinding> listAllRoleBindings(ListRoleBindingsRequest request) {
    return Paged.of(request, async::listRoleBindings);
  }

  /** Works as {@code listAllRoleBindings(ListRoleBindingsRequest.all())} does. */
  public Paged<RoleBinding> listAllRoleBindings() {
    return listAllRoleBindings(ListRoleBindingsRequest.all());
  }

  /** Works as {@link #listAllRoleBindings(ListRoleBindingsRequest)} does. */
  public Paged<RoleBinding> listAllRoleBindings(Consumer<ListRoleBindingsRequest.Builder> request) {
    return listAllRoleBindings(
        Check.configured(ListRoleBindingsRequest.builder(), request).build());
  }

  /**
   * Grants a role to a principal.
   *
   * @throws io.pinelink.error.NotFoundException if the principal or the project does not exist
   * @throws io.pinelink.error.AlreadyExistsException if the principal has this role on this
   *     resource
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if the role does not
   *     exist for this kind of resource
   */
  public RoleBinding createRoleBinding(CreateRoleBindingRequest request) {
    return Futures.await(async.createRoleBinding(request));
  }

  /** Describes a role binding. Source: fetchRoleBinding, API version 2026-04. */
  public RoleBinding describeRoleBinding(String roleBindingId) {
    return Futures.await(async.describeRoleBinding(roleBindingId));
  }

  /**
   * Deletes a role binding, which revokes the role immediately. Source: deleteRoleBinding, API
   * version 2026-07.
   *
   * @throws io.pinelink.error.ServiceException with {@code ABORTED} if it belongs to the last owner
   *     of the organization, or the last that makes a user or an invite a member
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
      ExtensionCalls.of(this).transports().accept(providers);
      return this;
    }

    /** Replaces the scheduler of the pauses between attempts, for tests. */
    Builder scheduler(Scheduler scheduler) {
      ExtensionCalls.of(this).scheduler().accept(scheduler);
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
      ExtensionCalls calls = ExtensionCalls.of(this);
      CurrentRoute loginRoute = new CurrentRoute(loginRoute(calls));
      Caller caller = calls.open().apply(given);
      return new AdminClient(
          caller,
          calls.callbackExecutor(),
          new AccessTokenCache(caller.on(loginRoute), given, clock));
    }

    private Route loginRoute(ExtensionCalls calls) {
      if (login != null) {
        return calls.route().apply(login);
      }
      Route control = calls.route().apply(null);
      return control.kind() == Route.Kind.LOCAL ? control : calls.route().apply(LOGIN_HOST);
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
