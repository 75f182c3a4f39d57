package io.pinelink.testing;

import io.pinelink.Pinelink;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.TlsOptions;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

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
 * <p>It keeps everything in memory and searches exactly. The control plane creates, lists,
 * describes, configures and deletes serverless indexes over REST; the data plane serves upsert,
 * query, update by id, delete, fetch, list and describe index stats over gRPC, and finds the index
 * by the host that a call names. The rest answers 501 or {@code UNIMPLEMENTED}. A write is visible
 * as soon as it is acknowledged, a deleted index is gone at once.
 *
 * <p>Answers carry {@code x-pinecone-request-id}; those to gRPC writes also {@code
 * x-pinecone-request-lsn}, those to gRPC reads {@code x-pinecone-max-indexed-lsn}, as headers.
 *
 * <p>All methods can be called from any thread. Only loopback is listened on and the certificate
 * authority lives as long as the instance: nothing here is meant to be reached from elsewhere.
 *
 * @see <a href="https://docs.pinecone.io/reference/api">Pinecone API reference, version 2026-04</a>
 */
public final class EmbeddedPinecone implements AutoCloseable {
  /** The API key that is accepted unless the builder names others. */
  public static final String API_KEY = "pcsk_embedded";

  private static final String CONTROL_HOST = "api.pinecone.io";

  private final Set<String> apiKeys;
  private final String zone;
  private final RequestLog log = new RequestLog();
  private final Certificates certificates = Certificates.create();
  private final Map<Listener, InetSocketAddress> addresses = new EnumMap<>(Listener.class);
  private final FrontDoor door;
  private final HttpServer server;

  private EmbeddedPinecone(Builder builder) {
    apiKeys = builder.apiKeys;
    zone = builder.environment + ".pinecone.io";
    IndexRegistry indexes =
        new IndexRegistry(
            builder.projectId, builder.environment, builder.provisioningTime, builder.clock);
    Embeddings embeddings = new Embeddings(builder.embedder);
    door =
        new FrontDoor(
            builder.apiKeys,
            new ControlService(controlPaths(indexes, embeddings, builder)),
            new DataPlane(indexes, dataPaths(embeddings)),
            builder.restricted);
    server = new HttpServer(door, log);
    try {
      listen(Listener.CONTROL, CONTROL_HOST);
      listen(Listener.PUBLIC_DATA, "*.svc." + zone);
      listen(Listener.PRIVATE_DATA, "*.svc.private." + zone);
    } catch (Throwable e) { // Netty throws the IOException of a failed bind undeclared
      server.close();
      throw e;
    }
  }

  private static PathTable<ControlEndpoint> controlPaths(
      IndexRegistry indexes, Embeddings embeddings, Builder builder) {
    PathTable<ControlEndpoint> paths = new PathTable<>();
    new IndexEndpoints(indexes, builder.privateEndpoint).addTo(paths);
    new InferenceEndpoints(embeddings).addTo(paths);
    ModelEndpoints.addTo(paths);
    return paths;
  }

  private static PathTable<DataEndpoint> dataPaths(Embeddings embeddings) {
    PathTable<DataEndpoint> paths = new PathTable<>();
    new RecordEndpoints(embeddings).addTo(paths);
    return paths;
  }

  private void listen(Listener listener, String certificateName) {
    addresses.put(listener, server.listen(listener, certificates.serverFor(certificateName)));
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
   * authority alone, and dials the three listeners for the service's real host names. All else is
   * the builder's default.
   */
  public Pinelink.Builder clientBuilder() {
    return Pinelink.builder()
        .apiKey(apiKeys.stream().sorted().findFirst().orElse(API_KEY))
        .tls(TlsOptions.trustOnly(certificateAuthority()))
        .connect(ConnectRule.forHost(CONTROL_HOST).dial(address(Listener.CONTROL)))
        .connect(ConnectRule.forHost("*.svc." + zone).dial(address(Listener.PUBLIC_DATA)))
        .connect(ConnectRule.forHost("*.svc.private." + zone).dial(address(Listener.PRIVATE_DATA)));
  }

  /** Where a listener listens: a loopback address with the port that the system chose. */
  public InetSocketAddress address(Listener listener) {
    return Objects.requireNonNull(addresses.get(listener), "listener");
  }

  /** The root that signed the certificates of all three listeners; made anew for each instance. */
  public X509Certificate certificateAuthority() {
    return certificates.authority();
  }

  /** The same as {@link #certificateAuthority()}, as PEM text. */
  public String certificateAuthorityPem() {
    return certificates.authorityPem();
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
   * What has arrived so far, in order of arrival: refused calls too.
   *
   * @return an immutable copy
   */
  public List<RecordedRequest> requests() {
    return log.requests();
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
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LABELS = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    private Set<String> apiKeys = Set.of(API_KEY);
    private String projectId = "a1b234c";
    private String environment = "aped-4627-b74a";
    private boolean restricted;
    private boolean privateEndpoint = true;
    private Duration provisioningTime = Duration.ZERO;
    private InstantSource clock = InstantSource.system();
    private TextEmbedder embedder = new HashingEmbedder();

    private Builder() {}

    /**
     * The API keys that are accepted; default {@link EmbeddedPinecone#API_KEY} alone. With an empty
     * set every call is refused.
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
     * plane answers {@code UNAVAILABLE} as long. Default zero: ready at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder provisioningTime(Duration provisioningTime) {
      if (provisioningTime.isNegative()) {
        throw new IllegalArgumentException("provisioningTime is negative: " + provisioningTime);
      }
      this.provisioningTime = provisioningTime;
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

    /** What tells whether a new index is ready. */
    Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Starts a server.
     *
     * @throws IllegalStateException if no certificate can be made
     */
    public EmbeddedPinecone start() {
      return new EmbeddedPinecone(this);
    }
  }
}
