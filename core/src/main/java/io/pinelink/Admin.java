package io.pinelink;

import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.DeleteApiKeyResponse;
import io.pinelink.admin.DeleteOrganizationResponse;
import io.pinelink.admin.DeleteProjectResponse;
import io.pinelink.admin.ListApiKeysResponse;
import io.pinelink.admin.ListOrganizationsResponse;
import io.pinelink.admin.ListProjectsResponse;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateOrganizationRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.internal.auth.AccessTokenCache;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.ProtocolTransport;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.router.ControlPlaneEndpoint;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Route;
import io.pinelink.spi.ClientCredentials;
import io.pinelink.spi.HttpVersion;
import io.pinelink.spi.Transport;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A client of the admin API: organizations, projects and API keys. It authenticates with the id and
 * secret of a service account, not with an API key, and owns its connections. Requires the artifact
 * {@code io.pinelink:pinelink-rest}.
 *
 * <pre>{@code
 * try (Admin admin = Admin.builder().clientCredentials(id, secret).build()) {
 *   Project project = admin.createProject(CreateProjectRequest.named("search").build());
 *   String key =
 *       admin.createApiKey(CreateApiKeyRequest.inProject(project.id(), "ci").build()).secret();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Calls block and throw as those of {@link Index} do. All calls share the access
 * token until shortly before it expires; a token that the service rejects earlier is replaced once.
 * If the login fails, the call fails with an exception that names the operation {@code
 * createToken}.
 *
 * @see <a href="https://docs.pinecone.io/reference/api">Admin API, API version 2026-04</a>
 */
public final class Admin implements AutoCloseable {
  private static final int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

  private final Caller caller;
  private final Executor callbacks;
  private final AccessTokenCache tokens;
  private final AsyncAdmin async;

  private Admin(Caller caller, Executor callbacks, AccessTokenCache tokens) {
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
  public ListOrganizationsResponse listOrganizations() {
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
   * @see <a href="https://docs.pinecone.io/reference/api">updateOrganization, API version
   *     2026-04</a>
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
   * @see <a href="https://docs.pinecone.io/reference/api">deleteOrganization, API version
   *     2026-04</a>
   */
  public DeleteOrganizationResponse deleteOrganization(String organizationId) {
    return Futures.await(async.deleteOrganization(organizationId));
  }

  /**
   * Lists all projects of the organization.
   *
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/list_projects">listProjects,
   *     API version 2026-04</a>
   */
  public ListProjectsResponse listProjects() {
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
  public DeleteProjectResponse deleteProject(String projectId) {
    return Futures.await(async.deleteProject(projectId));
  }

  /**
   * Lists all API keys of a project, without the keys themselves.
   *
   * @see <a href="https://docs.pinecone.io/reference/api/2026-04/admin/list_api_keys">listApiKeys,
   *     API version 2026-04</a>
   */
  public ListApiKeysResponse listApiKeys(String projectId) {
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
  public DeleteApiKeyResponse deleteApiKey(String apiKeyId) {
    return Futures.await(async.deleteApiKey(apiKeyId));
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
      this.login = host;
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
      RouteCounts counts = routeCounts();
      Route control = controlRoute();
      Route loginRoute = controlRoute(login);
      Map<Protocol, Transport> transports =
          transports(
              List.of(Protocol.REST),
              MAX_RESPONSE_BYTES,
              DEFAULT_GRPC_CONNECTIONS,
              HttpVersion.HTTP_1_1,
              resolver(counts));
      Transport chain = retrying(new ProtocolTransport(List.copyOf(transports.values())));
      Caller caller =
          Caller.of(
                  ClientState.of(new InFlightCalls(), counts, apiVersion),
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
