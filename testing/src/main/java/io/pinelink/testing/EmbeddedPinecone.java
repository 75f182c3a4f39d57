package io.pinelink.testing;

import io.netty.handler.ssl.SslContext;
import io.pinelink.Admin;
import io.pinelink.Pinelink;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.TlsOptions;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
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
 * let in from then on, one that it deletes no more. Projects share all indexes, which count as
 * those of the first project; roles are kept and not enforced.
 *
 * <p>Inference and records are served over REST, by the rules of the service's hosted models. No
 * language model runs here, though: a {@link TextEmbedder} embeds, by default by the words that
 * texts share; reranking scores by words in common; and where the service counts tokens, words are
 * counted.
 *
 * <p>Where the service's behaviour is not documented: the default namespace always exists and is
 * listed; an update by filter and its dry run count what has been written, visible or not; scan
 * factor and maximum of candidates are checked and change nothing, on every index. The service
 * takes those two on dedicated read nodes alone.
 *
 * <p>Answers carry {@code x-pinecone-request-id}; those to writes also {@code
 * x-pinecone-request-lsn}, those to reads of one namespace {@code x-pinecone-max-indexed-lsn}: the
 * number of the last write to that namespace that the read could see. Both come under the names of
 * the Python client too, {@code x-pinecone-lsn-committed} and {@code x-pinecone-lsn-reconciled}.
 *
 * <p>{@link #faults()} scripts what goes wrong; {@link #requests()} tells what arrived. {@linkplain
 * EmbeddedPineconeBuilder#localMode() Local mode} is for clients in other languages: plaintext, a
 * port an index.
 *
 * <p>All methods can be called from any thread. Only loopback is listened on and the certificate
 * authority lives as long as the instance: nothing here is meant to be reached from elsewhere.
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

  private static final String CONTROL_HOST = "api.pinecone.io";

  private final @Nullable Set<String> apiKeys;
  private final String zone;
  private final RequestLog log = new RequestLog();
  private final @Nullable Certificates certificates;
  private final Map<Listener, InetSocketAddress> addresses = new EnumMap<>(Listener.class);
  private final Credentials credentials;
  private final TokenIssuer tokens;
  private final FrontDoor door;
  private final Faults faults;
  private final Visibility visibility;
  private final HttpServer server;

  EmbeddedPinecone(EmbeddedPineconeBuilder builder) {
    boolean local = builder.local;
    apiKeys = builder.apiKeys != null || local ? builder.apiKeys : Set.of(API_KEY);
    zone = builder.environment + ".pinecone.io";
    certificates = local ? null : Certificates.create();
    IndexHosts hosts =
        local
            ? new LocalPorts(
                this::listenLocally, builder.controlPort == 0 ? 0 : builder.controlPort + 1)
            : new ServiceHosts(builder.projectId, builder.environment);
    visibility = new Visibility(builder.visibilityDelay, builder.clock);
    IndexRegistry indexes =
        new IndexRegistry(
            hosts, visibility, builder.provisioningTime, builder.deletionTime, builder.clock);
    DataService vectors = new DataService(builder.maxUpsertBytes);
    Embeddings embeddings = new Embeddings(builder.embedder);
    IndexImports imports = new IndexImports(builder.importTime, builder.clock);
    Account account =
        new Account(
            builder.organization,
            builder.project,
            apiKeys == null ? Set.of() : apiKeys,
            () -> !indexes.list().isEmpty(),
            builder.clock);
    credentials = builder.credentials;
    tokens =
        new TokenIssuer(
            credentials.id(), credentials.secret(), builder.tokenLifetime, builder.clock);
    PathTable<ControlEndpoint> controlPaths = controlPaths(indexes, embeddings, builder);
    new AdminEndpoints(account).addTo(controlPaths);
    PathTable<DataEndpoint> dataPaths = new PathTable<>();
    new VectorEndpoints(vectors).addTo(dataPaths);
    new RecordEndpoints(embeddings, builder.maxUpsertBytes).addTo(dataPaths);
    importEndpoints(imports, builder).addTo(dataPaths);
    door =
        new FrontDoor(
            new FrontDoor.Locks(key -> apiKeys == null || account.accepts(key), tokens::accepts),
            new FrontDoor.Rooms(
                new ControlService(controlPaths),
                new LoginService(tokens),
                new DataPlane(indexes, imports, dataPaths, new GrpcEndpoint(vectors))),
            builder.restricted);
    faults = new Faults(door.operations());
    server = new HttpServer(door, log, faults);
    try {
      if (certificates == null) {
        listen(Listener.CONTROL, null, builder.controlPort);
      } else {
        listen(
            Listener.CONTROL, certificates.serverFor(List.of(CONTROL_HOST, LoginService.HOST)), 0);
        listen(Listener.PUBLIC_DATA, certificates.serverFor(List.of("*.svc." + zone)), 0);
        listen(Listener.PRIVATE_DATA, certificates.serverFor(List.of("*.svc.private." + zone)), 0);
      }
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static PathTable<ControlEndpoint> controlPaths(
      IndexRegistry indexes, Embeddings embeddings, EmbeddedPineconeBuilder builder) {
    PathTable<ControlEndpoint> paths = new PathTable<>();
    IndexRequests requests = new IndexRequests(new Regions(builder.strictRegions));
    CollectionRegistry collections =
        new CollectionRegistry(indexes, builder.provisioningTime, builder.clock);
    BackupRegistry backups = new BackupRegistry(indexes, builder.provisioningTime, builder.clock);
    IndexModels models = new IndexModels(indexes, builder.privateEndpoint && !builder.local);
    new IndexEndpoints(indexes, collections, requests, models).addTo(paths);
    new CollectionEndpoints(collections).addTo(paths);
    new BackupEndpoints(backups, requests).addTo(paths);
    new InferenceEndpoints(embeddings).addTo(paths);
    ModelEndpoints.addTo(paths);
    return paths;
  }

  private static ImportEndpoints importEndpoints(
      IndexImports imports, EmbeddedPineconeBuilder builder) {
    return new ImportEndpoints(
        imports,
        new Buckets(builder.buckets),
        ImportFile.Limits.ofService(),
        EmbeddedPinecone.class.getClassLoader());
  }

  private void listen(Listener listener, @Nullable SslContext tls, int port) {
    addresses.put(listener, server.listen(listener, tls, port).address());
  }

  private OpenPort listenLocally(int port) {
    return server.listen(Listener.LOCAL_DATA, null, port);
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

  /**
   * A client builder that is wired to this server: it has an accepted key, trusts the server's
   * authority alone, and dials the three listeners for the service's real host names. In local mode
   * it dials the control plane's port in plaintext. All else is the builder's default.
   */
  public Pinelink.Builder clientBuilder() {
    Pinelink.Builder builder =
        Pinelink.builder()
            .apiKey(
                apiKeys == null ? API_KEY : apiKeys.stream().sorted().findFirst().orElse(API_KEY));
    if (certificates == null) {
      return builder.controlPlane("localhost:" + address(Listener.CONTROL).getPort());
    }
    return builder
        .tls(TlsOptions.trustOnly(certificateAuthority()))
        .connect(ConnectRule.forHost(CONTROL_HOST).dial(address(Listener.CONTROL)))
        .connect(ConnectRule.forHost("*.svc." + zone).dial(address(Listener.PUBLIC_DATA)))
        .connect(ConnectRule.forHost("*.svc.private." + zone).dial(address(Listener.PRIVATE_DATA)));
  }

  /**
   * A builder of a client of the admin API, wired to this server as {@link #clientBuilder()} is,
   * with the credentials that the server accepts.
   */
  public Admin.Builder adminBuilder() {
    Admin.Builder builder =
        Admin.builder().clientCredentials(credentials.id(), credentials.secret());
    if (certificates == null) {
      String local = "localhost:" + address(Listener.CONTROL).getPort();
      return builder.controlPlane(local).login(local);
    }
    return builder
        .tls(TlsOptions.trustOnly(certificateAuthority()))
        .connect(ConnectRule.forHost(CONTROL_HOST).dial(address(Listener.CONTROL)))
        .connect(ConnectRule.forHost(LoginService.HOST).dial(address(Listener.CONTROL)));
  }

  /** Refuses all tokens of the admin API that were given out so far. */
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /**
   * Where a listener listens: a loopback address with its port. The ports of {@link
   * Listener#LOCAL_DATA} are told by the control plane, in the hosts of the indexes.
   *
   * @throws IllegalArgumentException if the server has no such listener, or several
   */
  public InetSocketAddress address(Listener listener) {
    InetSocketAddress address = addresses.get(listener);
    if (address == null) {
      throw new IllegalArgumentException(
          "listener has no address of its own "
              + (isLocal() ? "in" : "without")
              + " local mode: "
              + listener);
    }
    return address;
  }

  /**
   * The root that signed the certificates of all three listeners; made anew for each instance.
   *
   * @throws IllegalStateException in local mode, which has no certificates
   */
  public X509Certificate certificateAuthority() {
    return certificates().authority();
  }

  /**
   * The same as {@link #certificateAuthority()}, as PEM text.
   *
   * @throws IllegalStateException in local mode, which has no certificates
   */
  public String certificateAuthorityPem() {
    return certificates().authorityPem();
  }

  private Certificates certificates() {
    if (certificates == null) {
      throw new IllegalStateException("Local mode is plaintext and has no certificates");
    }
    return certificates;
  }

  private boolean isLocal() {
    return certificates == null;
  }

  /**
   * Switches the project's rule that data is served through private endpoints alone. While it is
   * on, every call that reaches {@link Listener#PUBLIC_DATA} is answered 401 {@code Unauthorized}
   * in plain text, whatever its key. Calls that arrive later see the change.
   */
  public void restrictToPrivateEndpoints(boolean restricted) {
    door.restrictToPrivateEndpoints(restricted);
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
   * What has arrived so far, in order of arrival: refused calls too. Of more than 10,000 requests
   * the newest 10,000 are kept.
   *
   * @return an immutable copy
   */
  public List<RecordedRequest> requests() {
    return log.requests();
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
    return log.await(condition, timeout)
        .orElseThrow(() -> new TimeoutException("No such request came within " + timeout));
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
  }
}
