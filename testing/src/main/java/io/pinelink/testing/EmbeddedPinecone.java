package io.pinelink.testing;

import io.netty.handler.ssl.SslContext;
import io.pinelink.Admin;
import io.pinelink.Pinelink;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.TlsOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
 * Builder#visibilityDelay delay} or {@link #holdWrites()} keeps reads behind. A deleted index is
 * gone at once unless told otherwise. Bulk imports read Parquet files from folders of this machine,
 * with the optional library {@code blue.strategic.parquet:parquet-floor}.
 *
 * <p>The admin API serves one organization with its projects and API keys: a key that it makes is
 * let in from then on, one that it deletes no more. Projects share all indexes, collections and
 * backups, which count as those of the first project; roles are kept and not enforced.
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
 * Builder#localMode() Local mode} is for clients in other languages: plaintext, a port an index.
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

  /** Id and secret of the service account. */
  private record Credentials(String id, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
      return "Credentials[" + id + ", ***]";
    }
  }

  private EmbeddedPinecone(Builder builder) {
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
    ProjectContents contents =
        new ProjectContents(
            indexes,
            new CollectionRegistry(indexes, builder.provisioningTime, builder.clock),
            new BackupRegistry(indexes, builder.provisioningTime, builder.clock));
    DataService vectors = new DataService(builder.maxUpsertBytes);
    Embeddings embeddings = new Embeddings(builder.embedder);
    IndexImports imports = new IndexImports(builder.importTime, builder.clock);
    Account account =
        new Account(
            builder.organization,
            builder.project,
            apiKeys == null ? Set.of() : apiKeys,
            contents::kinds,
            builder.clock);
    credentials = builder.credentials;
    tokens =
        new TokenIssuer(
            credentials.id(), credentials.secret(), builder.tokenLifetime, builder.clock);
    PathTable<ControlEndpoint> controlPaths = controlPaths(contents, embeddings, builder);
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
      ProjectContents contents, Embeddings embeddings, Builder builder) {
    PathTable<ControlEndpoint> paths = new PathTable<>();
    IndexRequests requests = new IndexRequests(new Regions(builder.strictRegions));
    IndexRegistry indexes = contents.indexes();
    IndexModels models = new IndexModels(indexes, builder.privateEndpoint && !builder.local);
    new IndexEndpoints(indexes, contents.collections(), requests, models).addTo(paths);
    new CollectionEndpoints(contents.collections()).addTo(paths);
    new BackupEndpoints(contents.backups(), requests).addTo(paths);
    new InferenceEndpoints(embeddings).addTo(paths);
    ModelEndpoints.addTo(paths);
    return paths;
  }

  private static ImportEndpoints importEndpoints(IndexImports imports, Builder builder) {
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
  public static Builder builder() {
    return new Builder();
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

  /** What answers requests, for tests that need no network. */
  Service service() {
    return door;
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
   * Builder#visibilityDelay visibility delay} of each write is over, counted from the write.
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

  /**
   * Settings of an {@link EmbeddedPinecone}. Not thread-safe; can start several servers, which
   * share nothing.
   */
  public static final class Builder {
    private static final int MAX_PORT = 65_535;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LABELS = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    private @Nullable Set<String> apiKeys;
    private boolean local;
    private int controlPort;
    private String projectId = "a1b234c";
    private String environment = "aped-4627-b74a";
    private boolean restricted;
    private boolean privateEndpoint = true;
    private Duration provisioningTime = Duration.ZERO;
    private Duration visibilityDelay = Duration.ZERO;
    private int maxUpsertBytes = Validation.MAX_UPSERT_BYTES;
    private Duration deletionTime = Duration.ZERO;
    private boolean strictRegions;
    private final Map<String, Path> buckets = new HashMap<>();
    private Duration importTime = Duration.ZERO;
    private Credentials credentials = new Credentials(CLIENT_ID, CLIENT_SECRET);
    private Duration tokenLifetime = Duration.ofMinutes(30);
    private String organization = "embedded-organization";
    private String project = "embedded-project";
    private InstantSource clock = InstantSource.system();
    private TextEmbedder embedder = new HashingEmbedder();

    private Builder() {}

    /**
     * Starts a server for clients in any language: plaintext on free loopback ports, one for the
     * control plane and one for each index. An index's host is such as {@code localhost:5081}.
     *
     * <p>Keys are ignored unless {@link #apiKeys} is set. There is no private endpoint; project id
     * and environment mean nothing. Deleting an index closes its port.
     */
    public Builder localMode() {
      return localMode(0);
    }

    /**
     * As {@link #localMode()}, with fixed ports: the control plane's, and for each index the lowest
     * that is free among the 100 after it. Pinecone Local has 5080 for the control plane.
     *
     * @param controlPort 1 to 65,435, or 0 for free ports
     * @throws IllegalArgumentException if {@code controlPort} is out of range
     */
    public Builder localMode(int controlPort) {
      if (controlPort < 0 || controlPort > MAX_PORT - LocalPorts.FIXED_PORTS) {
        throw new IllegalArgumentException("controlPort is not 0 to 65435: " + controlPort);
      }
      this.local = true;
      this.controlPort = controlPort;
      return this;
    }

    /**
     * The API keys that are accepted; default {@link EmbeddedPinecone#API_KEY} alone, in local mode
     * whatever a call says. With an empty set every call is refused.
     */
    public Builder apiKeys(Set<String> apiKeys) {
      this.apiKeys = Set.copyOf(apiKeys);
      return this;
    }

    /**
     * What stands after the index name in a host; default {@code a1b234c}.
     *
     * @throws IllegalArgumentException if it is not one lower-case DNS label
     */
    public Builder projectId(String projectId) {
      if (!LABEL.matcher(projectId).matches()) {
        throw new IllegalArgumentException("projectId is not a DNS label: " + projectId);
      }
      this.projectId = projectId;
      return this;
    }

    /**
     * What stands between {@code svc} and the domain in a host; default {@code aped-4627-b74a}. It
     * can have several labels, such as {@code eastus2-5e25.prod-azure}.
     *
     * @throws IllegalArgumentException if it is not made of lower-case DNS labels
     */
    public Builder environment(String environment) {
      if (!LABELS.matcher(environment).matches()) {
        throw new IllegalArgumentException("environment is not made of DNS labels: " + environment);
      }
      this.environment = environment;
      return this;
    }

    /**
     * Starts with the rule of {@link EmbeddedPinecone#restrictToPrivateEndpoints} on; default off.
     */
    public Builder restrictedToPrivateEndpoints() {
      this.restricted = true;
      return this;
    }

    /**
     * Whether the project has a private endpoint, which is whether the control plane tells an
     * index's {@code private_host}; default true. The private listener answers either way.
     */
    public Builder privateEndpoint(boolean privateEndpoint) {
      this.privateEndpoint = privateEndpoint;
      return this;
    }

    /**
     * How long a new index stays in state {@code Initializing} before it is {@code Ready}; its data
     * plane answers {@code UNAVAILABLE} as long. Collections, backups and restores take as long.
     * Default zero: ready at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder provisioningTime(Duration provisioningTime) {
      this.provisioningTime = notNegative("provisioningTime", provisioningTime);
      return this;
    }

    /**
     * How long an index that is deleted stays in state {@code Terminating} before it is gone and
     * its name is free; its data plane answers nobody from the start. Default zero: gone at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder deletionTime(Duration deletionTime) {
      this.deletionTime = notNegative("deletionTime", deletionTime);
      return this;
    }

    private static Duration notNegative(String name, Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException(name + " is negative: " + duration);
      }
      return duration;
    }

    /**
     * Answers 404 where an index is asked for in a region that the service is not known to have.
     * Default: every region of its clouds is there.
     */
    public Builder strictRegions() {
      this.strictRegions = true;
      return this;
    }

    /**
     * Lets a folder stand for object storage, to import from; call it again for more. Imports also
     * take {@code file://} addresses, which need no bucket. Default: none.
     *
     * @param uri the bucket, with or without a path in it, such as {@code s3://my-bucket/}
     * @param folder what stands in it: a directory for each namespace, with Parquet files
     * @throws IllegalArgumentException if the uri does not begin with {@code s3://}, {@code gs://}
     *     or {@code https://}
     */
    public Builder bucket(String uri, Path folder) {
      buckets.put(Buckets.prefix(uri), folder.toAbsolutePath());
      return this;
    }

    /**
     * How long an import takes: it is {@code Pending} at first, writes evenly over this time while
     * {@code InProgress}, and then is {@code Completed}. Default zero: done at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder importTime(Duration importTime) {
      if (importTime.isNegative()) {
        throw new IllegalArgumentException("importTime is negative: " + importTime);
      }
      this.importTime = importTime;
      return this;
    }

    /**
     * How long reads do not see what was written, as the service's are eventually consistent:
     * query, fetch, list, stats and namespaces. The sequence numbers in the answers tell what a
     * read has seen. Default zero: writes are visible as soon as they are acknowledged.
     *
     * @throws IllegalArgumentException if it is negative
     * @see EmbeddedPinecone#holdWrites()
     */
    public Builder visibilityDelay(Duration visibilityDelay) {
      if (visibilityDelay.isNegative()) {
        throw new IllegalArgumentException("visibilityDelay is negative: " + visibilityDelay);
      }
      this.visibilityDelay = visibilityDelay;
      return this;
    }

    /**
     * Id and secret of the service account that may log in to the admin API; default {@link
     * EmbeddedPinecone#CLIENT_ID} and {@link EmbeddedPinecone#CLIENT_SECRET}.
     */
    public Builder clientCredentials(String clientId, String clientSecret) {
      this.credentials = new Credentials(clientId, clientSecret);
      return this;
    }

    /**
     * How long a token of the admin API is good, counted in whole seconds; default 30 minutes.
     *
     * @throws IllegalArgumentException if it is shorter than a second
     */
    public Builder tokenLifetime(Duration tokenLifetime) {
      if (tokenLifetime.toSeconds() < 1) {
        throw new IllegalArgumentException(
            "tokenLifetime is shorter than a second: " + tokenLifetime);
      }
      this.tokenLifetime = tokenLifetime;
      return this;
    }

    /** The name of the organization; default {@code embedded-organization}. */
    public Builder organization(String name) {
      this.organization = name;
      return this;
    }

    /**
     * The size of the largest upsert, as message or as JSON; default the service's 2 MiB. Larger
     * ones are refused.
     *
     * @param bytes 1 to 67,108,864
     * @throws IllegalArgumentException if {@code bytes} is out of range
     */
    public Builder maxUpsertBytes(int bytes) {
      if (bytes < 1 || bytes > Connections.MAX_BODY_BYTES) {
        throw new IllegalArgumentException("bytes is not 1 to 67108864: " + bytes);
      }
      this.maxUpsertBytes = bytes;
      return this;
    }

    /**
     * What embeds the texts of records, of searches for them and of {@code embed}. Default: a
     * {@link HashingEmbedder}, which is no language model: texts are near each other as far as they
     * share words.
     */
    public Builder embedder(TextEmbedder embedder) {
      this.embedder = embedder;
      return this;
    }

    /**
     * The name of the project that the API keys and all indexes belong to; default {@code
     * embedded-project}.
     */
    public Builder project(String name) {
      this.project = name;
      return this;
    }

    /**
     * The clock of the server: it tells whether an index is ready, a write visible, how far an
     * import is and which tokens are good. With a clock of its own a test need not wait. It is read
     * from the server's threads, several at once. Default: the system's.
     */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Starts a server.
     *
     * @throws IllegalStateException if no certificate can be made
     * @throws java.io.UncheckedIOException if a fixed port is taken
     */
    public EmbeddedPinecone start() {
      return new EmbeddedPinecone(this);
    }
  }
}
