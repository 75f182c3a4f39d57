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
 * A client of the admin API: organizations, projects and API keys. It logs in with id and secret of
 * a service account, not with an API key, and owns its connections. Needs the artifact {@code
 * io.pinelink:pinelink-rest}.
 *
 * <pre>{@code
 * try (Admin admin = Admin.builder().clientCredentials(id, secret).build()) {
 *   Project project = admin.createProject(CreateProjectRequest.named("search").build());
 *   String key =
 *       admin.createApiKey(CreateApiKeyRequest.inProject(project.id(), "ci").build()).secret();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Calls wait and throw as those of {@link Index}. The token that the login gives is
 * shared by all calls until shortly before it ends; one that the service refuses earlier is
 * replaced once. A login that fails fails the call, which then names the operation {@code
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

  /** Begins a client. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the same calls as futures. */
  public AsyncAdmin async() {
    return new AsyncAdmin(caller.completingOn(callbacks), tokens);
  }

  /** Returns the route of the next call. The login has a route of its own. */
  public Route route() {
    return caller.route();
  }

  /**
   * Returns the client with other settings for its calls. It shares connections and token with this
   * one, so closing either closes both. A timeout covers a login that a call waits for; the login
   * itself has the settings of the builder, since other calls may wait for it too.
   */
  public Admin with(CallOptions options) {
    return new Admin(options.applyTo(caller), callbacks, tokens);
  }

  /** Lists the organizations that the service account belongs to. */
  public ListOrganizationsResponse listOrganizations() {
    return Futures.await(async.listOrganizations());
  }

  /**
   * Describes an organization.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   */
  public Organization describeOrganization(String organizationId) {
    return Futures.await(async.describeOrganization(organizationId));
  }

  /**
   * Renames an organization.
   *
   * @return it as it is then
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   */
  public Organization updateOrganization(UpdateOrganizationRequest request) {
    return Futures.await(async.updateOrganization(request));
  }

  /**
   * Deletes an organization. Its projects must be deleted before.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if something is
   *     left in it
   */
  public DeleteOrganizationResponse deleteOrganization(String organizationId) {
    return Futures.await(async.deleteOrganization(organizationId));
  }

  /** Lists all projects of the organization. */
  public ListProjectsResponse listProjects() {
    return Futures.await(async.listProjects());
  }

  /** Makes a project. */
  public Project createProject(CreateProjectRequest request) {
    return Futures.await(async.createProject(request));
  }

  /**
   * Describes a project.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   */
  public Project describeProject(String projectId) {
    return Futures.await(async.describeProject(projectId));
  }

  /**
   * Changes a project's settings.
   *
   * @return it as it is then
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   */
  public Project updateProject(UpdateProjectRequest request) {
    return Futures.await(async.updateProject(request));
  }

  /**
   * Deletes a project. Its indexes, assistants, backups and collections must be deleted before.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if something is
   *     left in it
   */
  public DeleteProjectResponse deleteProject(String projectId) {
    return Futures.await(async.deleteProject(projectId));
  }

  /** Lists all API keys of a project, without the keys themselves. */
  public ListApiKeysResponse listApiKeys(String projectId) {
    return Futures.await(async.listApiKeys(projectId));
  }

  /** Makes an API key. The answer is the only one that has the key itself. */
  public CreatedApiKey createApiKey(CreateApiKeyRequest request) {
    return Futures.await(async.createApiKey(request));
  }

  /**
   * Describes an API key, without the key itself.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   */
  public ApiKeyDescription describeApiKey(String apiKeyId) {
    return Futures.await(async.describeApiKey(apiKeyId));
  }

  /**
   * Changes name or roles of an API key.
   *
   * @return it as it is then
   */
  public ApiKeyDescription updateApiKey(UpdateApiKeyRequest request) {
    return Futures.await(async.updateApiKey(request));
  }

  /**
   * Deletes an API key: no call with it is let in any more.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   */
  public DeleteApiKeyResponse deleteApiKey(String apiKeyId) {
    return Futures.await(async.deleteApiKey(apiKeyId));
  }

  /**
   * Lets no further call in, waits for those in flight and closes the connections, as {@link
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

  /** The route; never a secret. */
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
     * Id and secret of a service account. Default: the environment variables {@code
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
     * The host that gives out tokens; a loopback name is dialled in plaintext unless it says {@code
     * https://}. Default: {@code login.pinecone.io}.
     */
    public Builder login(String host) {
      this.login = host;
      return this;
    }

    /** What tells whether a token has ended, for tests. */
    Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * The client. It opens no connection yet and does not log in before the first call.
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
