package io.pinelink.server;

import io.pinelink.Admin;
import io.pinelink.Pinelink;
import io.pinelink.server.internal.admin.AdminEndpoints;
import io.pinelink.server.internal.admin.Credentials;
import io.pinelink.server.internal.admin.LoginService;
import io.pinelink.server.internal.admin.OrganizationStore;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.admin.TokenIssuer;
import io.pinelink.server.internal.control.ControlService;
import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.gateway.ApiVersionCheck;
import io.pinelink.server.internal.gateway.Gateway;
import io.pinelink.server.internal.gateway.LocalPorts;
import io.pinelink.server.internal.gateway.LoopbackNetwork;
import io.pinelink.server.internal.gateway.ProjectFactory;
import io.pinelink.server.internal.gateway.ServiceHosts;
import io.pinelink.server.internal.grpc.StandardCallSelector;
import io.pinelink.server.internal.http.ConnectionTimeouts;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.HttpServer;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.OpenPort;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.http.RequestLogFile;
import io.pinelink.server.internal.http.VirtualHost;
import io.pinelink.server.internal.imports.Buckets;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.store.WriteVisibility;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Pinecone service in the same JVM: a control plane, a public and a private data plane, each on a
 * loopback port of its own with TLS.
 *
 * <pre>{@code
 * try (EmbeddedPinecone pinecone = EmbeddedPinecone.start();
 *     Pinelink client = pinecone.clientBuilder().build()) {
 *   // a client that sees real host names, real certificates and a real service
 * }
 * }</pre>
 *
 * <p>It keeps everything in memory and searches exactly. The control plane serves indexes of every
 * kind, collections, backups and restores over REST, with the status codes of API version 2026-04;
 * nothing runs on pods or in another account, it is but told so. The data plane serves every
 * operation on vectors and namespaces over gRPC and REST, on the same port, and finds the index by
 * the host that a call names. The rest answers 404, 501 or {@code UNIMPLEMENTED}. A write is
 * visible as soon as it is acknowledged, unless the builder sets a {@linkplain
 * EmbeddedPineconeBuilder#visibilityDelay delay} or {@link #holdWrites()} keeps reads behind. A
 * deleted index is gone at once unless told otherwise. Bulk imports read Parquet files from folders
 * of this machine, with the optional library {@code blue.strategic.parquet:parquet-floor}.
 *
 * <p>The admin API serves one organization with its projects and API keys: a key that it makes is
 * let in from then on, one that it deletes no more. Every project has indexes, collections and
 * backups of its own, and a data call with the key of another project is answered 401 {@code
 * Unauthorized} in plain text. {@link #addProject} makes projects too. Roles are kept and not
 * enforced.
 *
 * <p>A project has up to ten {@linkplain EmbeddedProject#registerPrivateEndpoint() private
 * endpoints}. Data calls that come through an endpoint of another project than the one that their
 * host names are answered 401 {@code Unauthorized} in plain text, whatever their key.
 *
 * <p>Every stable API version from 2024-04 to 2026-04 is served, in the form of 2026-04: each of
 * them only added to the one before, except that 2025-04 answers the update of an API key with 201.
 * A call without {@code X-Pinecone-Api-Version} is served alike. One that names any other version,
 * such as 2026-07 with its new index model, is answered 400 ({@code INVALID_ARGUMENT} over gRPC)
 * with the name of the version and those that are served.
 *
 * <p>Inference and records are served over REST, by the rules of the service's hosted models. No
 * language model runs here, though: a {@link TextEmbedder} embeds, by default by the words that
 * texts share; reranking scores by words in common; and where the service counts tokens, words are
 * counted.
 *
 * <p>Sparse values are returned in ascending order of their indices; pod indexes return them in the
 * order in which they were written. Pod indexes alone count by filter: each namespace then has the
 * number of its vectors that match, and the total is that of all vectors.
 *
 * <p>Where the service's behaviour is not documented: the default namespace always exists and is
 * listed; an update by filter and its dry run count what has been written, visible or not; scan
 * factor and maximum of candidates are checked and change nothing, on every index. The service
 * takes those two on dedicated read nodes alone.
 *
 * <p>Answers carry {@code x-pinecone-request-id} and {@code x-pinecone-response-duration-ms}, the
 * whole milliseconds since the request arrived in full; those to writes also {@code
 * x-pinecone-request-lsn}, those to reads of one namespace {@code x-pinecone-max-indexed-lsn}: the
 * number of the last write to that namespace that the read could see. Both come under the names of
 * the Python client too, {@code x-pinecone-lsn-committed} and {@code x-pinecone-lsn-reconciled}.
 *
 * <p>A connection is closed if a request takes more than a {@linkplain
 * EmbeddedPineconeBuilder#requestTimeout minute} to arrive, or if it has no request for {@linkplain
 * EmbeddedPineconeBuilder#idleTimeout ten minutes}.
 *
 * <p>{@link #faults()} scripts what goes wrong; {@link #requests()} returns the newest 10,000
 * requests that arrived. {@linkplain EmbeddedPineconeBuilder#localMode() Local mode} is for clients
 * in other languages: plaintext, a port an index.
 *
 * <p>Each data plane also serves gRPC server reflection, versions v1 and v1alpha, and health
 * checking, so that tools such as grpcurl need no file. Both answer without an API key and are not
 * struck by scripted faults; a server that answers is {@code SERVING}.
 *
 * <p>All methods can be called from any thread. Only loopback is listened on and the certificate
 * authority is made anew for each server: nothing here is meant to be reached from elsewhere. A
 * test that makes a network of its own can ask for {@linkplain EmbeddedPineconeBuilder#listenAt
 * other addresses} and {@linkplain EmbeddedPineconeBuilder#authority share an authority}.
 *
 * @see <a href="https://docs.pinecone.io/reference/api">Pinecone API reference, version 2026-04</a>
 */
public final class EmbeddedPinecone implements AutoCloseable {
  /** The API key that is accepted unless the builder names others. */
  public static final String API_KEY = "pcsk_embedded";

  /** The id of the service account that may log in, unless the builder names another. */
  public static final String CLIENT_ID = "embedded-client";

  /** The secret of the service account that may log in, unless the builder names another. */
  public static final String CLIENT_SECRET = "embedded-secret";

  private final @Nullable RequestLogFile logFile;
  private final RequestLog log;
  private final Function<Setting, String> settingNames;
  private final Credentials credentials;
  private final TokenIssuer tokens;
  private final OrganizationStore account;
  private final EmbeddedProject firstProject;
  private final Faults faults;
  private final WriteVisibility visibility;
  private final Gateway gateway;
  private final HttpServer server;
  private final @Nullable EmbeddedAuthority authority;
  private final LoopbackNetwork network;

  EmbeddedPinecone(EmbeddedPineconeBuilder builder) {
    settingNames = builder.settingNames;
    visibility = new WriteVisibility(builder.visibilityDelay, builder.clock);
    ProjectFactory factory =
        new ProjectFactory(projectSettings(builder, visibility), hosts(builder));
    account = new OrganizationStore(builder.organization, factory::create, builder.clock);
    OrganizationStore.Project first =
        account.createProject(builder.projectId, builder.project, acceptedKeys(builder));
    first.served().restrictToPrivateEndpoints(builder.restricted);
    credentials = builder.credentials;
    tokens =
        new TokenIssuer(
            credentials.id(), credentials.secret(), builder.tokenLifetime, builder.clock);
    gateway =
        new Gateway(
            account,
            new Gateway.Authenticator(projectOfKey(account, builder), tokens::accepts),
            new Gateway.Backends(
                new ApiVersionCheck(adminService(account)),
                new ApiVersionCheck(new LoginService(tokens))),
            first.served());
    faults = new Faults(gateway.operations(), System::nanoTime);
    logFile =
        builder.requestLog == null ? null : RequestLogFile.open(builder.requestLog, builder.clock);
    log = logFile == null ? new RequestLog() : new RequestLog(logFile::append);
    server =
        new HttpServer(
            gateway,
            log,
            operation -> faults.take(operation).map(fault -> fault::strike),
            StandardCallSelector::new,
            new ConnectionTimeouts.Limits(builder.requestTimeout, builder.idleTimeout));
    try {
      authority = authority(builder);
      network =
          new LoopbackNetwork(
              new LoopbackNetwork.Settings(
                  builder.environment,
                  builder.controlPort,
                  Map.copyOf(builder.addresses),
                  authority == null
                      ? null
                      : new LoopbackNetwork.Tls(authority.certificate(), authority::serverFor)),
              server);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    if (builder.privateEndpoint && !builder.local) {
      first.served().privateEndpoints().register(network::firstEndpoint);
    }
    firstProject = new EmbeddedProject(account, network, first);
  }

  private static ProjectFactory.Settings projectSettings(
      EmbeddedPineconeBuilder builder, WriteVisibility visibility) {
    TextEmbedder embedder = builder.embedder;
    ModelEmbedder embeddings =
        new ModelEmbedder(
            (text, model, vectorType, dimension, inputType) ->
                embedder.embed(
                    new TextEmbedder.Text(text, model, vectorType, dimension, inputType)),
            embedder.toString());
    return new ProjectFactory.Settings(
        builder.countingOnly ? builder.settingNames.apply(Setting.COUNTING_ONLY) : null,
        visibility,
        builder.provisioningTime,
        builder.deletionTime,
        builder.importTime,
        builder.lenientRegions,
        builder.maxUpsertBytes,
        embeddings,
        new Buckets(builder.buckets, builder.settingNames.apply(Setting.BUCKET)),
        builder.clock);
  }

  private static @Nullable EmbeddedAuthority authority(EmbeddedPineconeBuilder builder) {
    if (builder.local) {
      return null;
    }
    return builder.authority == null ? EmbeddedAuthority.create() : builder.authority;
  }

  private Function<String, IndexAddressing> hosts(EmbeddedPineconeBuilder builder) {
    String environment = builder.environment;
    int firstPort = builder.controlPort == 0 ? 0 : builder.controlPort + 1;
    return builder.local
        ? shortId -> new LocalPorts(this::listenLocally, firstPort)
        : shortId -> new ServiceHosts(shortId, environment);
  }

  private OpenPort listenLocally(int port) {
    return server.listen(
        List.of(VirtualHost.plaintext(ListenerRole.LOCAL_DATA)), LoopbackNetwork.loopback(port));
  }

  private static List<String> acceptedKeys(EmbeddedPineconeBuilder builder) {
    Set<String> byDefault = builder.local ? Set.of() : Set.of(API_KEY);
    return Objects.requireNonNullElse(builder.apiKeys, byDefault).stream().sorted().toList();
  }

  private static Function<String, Optional<ProjectResource>> projectOfKey(
      OrganizationStore account, EmbeddedPineconeBuilder builder) {
    return builder.local && builder.apiKeys == null
        ? key -> account.projectOf(key).or(account::oldestProject)
        : account::projectOf;
  }

  private static RequestHandler adminService(OrganizationStore account) {
    PathTable<ControlEndpoint> paths = new PathTable<>();
    new AdminEndpoints(account).addTo(paths);
    return new ControlService(paths);
  }

  /**
   * Starts a server with all defaults.
   *
   * @throws IllegalStateException if no certificate can be made
   */
  public static EmbeddedPinecone start() {
    return builder().start();
  }

  /** Begins with all defaults. */
  public static EmbeddedPineconeBuilder builder() {
    return new EmbeddedPineconeBuilder();
  }

  /** The project that the server starts with; the admin API can delete it. */
  public EmbeddedProject project() {
    return firstProject;
  }

  /** All projects that there are, those of the admin API too, in the order of their making. */
  public List<EmbeddedProject> projects() {
    return account.projects().stream()
        .map(project -> new EmbeddedProject(account, network, project))
        .toList();
  }

  /**
   * Makes another project. Its API key is {@link #API_KEY}, an underscore and the project's id:
   * {@code pcsk_embedded_b2c345d}.
   *
   * @param projectId what stands after the index name in a host, such as {@code b2c345d}; it is the
   *     project's name too
   * @throws IllegalArgumentException if it is not one lower-case DNS label, or a host would not
   *     tell it from that of another project
   */
  public EmbeddedProject addProject(String projectId) {
    EmbeddedPineconeBuilder.checkLabel(settingNames.apply(Setting.PROJECT_ID), projectId);
    OrganizationStore.Project made =
        account.createProject(projectId, projectId, List.of(EmbeddedProject.defaultKey(projectId)));
    return new EmbeddedProject(account, network, made);
  }

  /**
   * A client builder that is wired to this server and has a key of the {@linkplain #project() first
   * project}.
   *
   * @see EmbeddedProject#clientBuilder()
   */
  public Pinelink.Builder clientBuilder() {
    return firstProject.clientBuilder();
  }

  /**
   * A builder of a client of the admin API, wired to this server as {@link #clientBuilder()} is,
   * with the credentials that the server accepts.
   */
  public Admin.Builder adminBuilder() {
    return network.admin(credentials);
  }

  /** Refuses all tokens of the admin API that were given out so far. */
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /**
   * Where a listener listens: a loopback address with its port, unless the builder said otherwise.
   * That of {@link Listener#PRIVATE_DATA} is the endpoint that is there from the start; others tell
   * {@linkplain PrivateEndpoint#address() their own}. The ports of {@link Listener#LOCAL_DATA} are
   * told by the control plane, in the hosts of the indexes.
   *
   * @throws IllegalArgumentException if the server has no such listener, or one for each index
   */
  public InetSocketAddress address(Listener listener) {
    return network.address(listener.role());
  }

  /**
   * What signed the certificates of all listeners; made anew for each server unless the builder was
   * given one.
   *
   * @throws IllegalStateException in local mode, which has no certificates
   */
  public EmbeddedAuthority authority() {
    if (authority == null) {
      throw new IllegalStateException("Local mode is plaintext and has no certificates");
    }
    return authority;
  }

  /**
   * The certificate of {@link #authority()}.
   *
   * @throws IllegalStateException in local mode, which has no certificates
   */
  public X509Certificate certificateAuthority() {
    return authority().certificate();
  }

  /**
   * The same as {@link #certificateAuthority()}, as PEM text.
   *
   * @throws IllegalStateException in local mode, which has no certificates
   */
  public String certificateAuthorityPem() {
    return authority().pem();
  }

  /**
   * Switches the rule of the {@linkplain #project() first project} that data is served through
   * private endpoints alone.
   *
   * @see EmbeddedProject#restrictToPrivateEndpoints
   */
  public void restrictToPrivateEndpoints(boolean restricted) {
    firstProject.restrictToPrivateEndpoints(restricted);
  }

  /** What answers requests, for tests that need no network. */
  RequestHandler service() {
    return gateway;
  }

  /**
   * From now on no read sees what is written, until {@link #releaseWrites()}: query, fetch, list,
   * stats and namespaces show what was visible at this moment. Writes decide on what was written,
   * so that a namespace just written to is not missing for a delete.
   */
  public void holdWrites() {
    visibility.hold(true);
  }

  /**
   * Ends what {@link #holdWrites()} began. Reads see what was written as soon as the {@linkplain
   * EmbeddedPineconeBuilder#visibilityDelay visibility delay} of each write is over, counted from
   * the write.
   */
  public void releaseWrites() {
    visibility.hold(false);
  }

  /** The script of what is to go wrong; empty at the start. */
  public Faults faults() {
    return faults;
  }

  /**
   * Returns what has arrived so far, in order of arrival, refused calls included. The log is
   * bounded: of more than 10,000 requests it has only the newest 10,000. Bodies are not kept. A
   * test that sends more than that calls {@link #clearRequests()} in between, or looks for a
   * request with {@link #awaitRequest} while it is new.
   *
   * @return an immutable copy
   */
  public List<RecordedRequest> requests() {
    return log.requests().stream().map(RecordedRequest::of).toList();
  }

  /**
   * Waits until one of {@link #requests()} is as wanted: until a call has arrived, say, or the
   * server has seen that it was cancelled.
   *
   * @return the first such request
   * @throws TimeoutException if there is none in time
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public RecordedRequest awaitRequest(Predicate<RecordedRequest> condition, Duration timeout)
      throws InterruptedException, TimeoutException {
    return log.await(line -> condition.test(RecordedRequest.of(line)), timeout)
        .map(RecordedRequest::of)
        .orElseThrow(() -> new TimeoutException("No such request came within " + timeout));
  }

  /**
   * Resets the server to an empty one: removes the indexes, collections, backups and restore jobs
   * of all projects, clears {@link #faults()} and {@link #requests()}, and releases held writes.
   * Projects, API keys, private endpoints, addresses and certificates stay, so that clients remain
   * valid. An {@code Index} of a removed index works again once an index with its name exists.
   */
  public void reset() {
    faults.clear();
    visibility.hold(false);
    account.projects().forEach(project -> project.served().contents().clear());
    log.clear();
  }

  /** Forgets the requests that have arrived so far. */
  public void clearRequests() {
    log.clear();
  }

  /**
   * Drops all connections, frees the ports and ends the server's threads before it returns. Data is
   * gone; {@link #requests()} still answers. A second call does nothing.
   */
  @Override
  public void close() {
    server.close();
    if (logFile != null) {
      logFile.close();
    }
  }
}
