package io.pinelink;

import io.pinelink.control.IndexDescription;
import io.pinelink.internal.Futures;
import io.pinelink.internal.InFlight;
import io.pinelink.internal.ProtocolTransport;
import io.pinelink.internal.Scheduler;
import io.pinelink.internal.Version;
import io.pinelink.model.Protocol;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.ControlPlaneEndpoint;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Router;
import io.pinelink.routing.TlsOptions;
import io.pinelink.routing.TrustedDomains;
import io.pinelink.spi.ApiKey;
import io.pinelink.spi.HttpVersion;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.TransportProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A client of the Pinecone vector database. It owns the connections; indexes opened from it share
 * them. Two clients share nothing.
 *
 * <pre>{@code
 * try (Pinelink client = Pinelink.builder()
 *     .apiKey(System.getenv("PINECONE_API_KEY"))
 *     .routing(RoutePolicy.privateRequired())
 *     .build()) {
 *   Index docs = client.index("docs-example");
 * }
 * }</pre>
 *
 * <p>Thread-safe. Close it once, at the end of the program.
 */
public final class Pinelink implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final Caller controlCaller;
  private final Router router;
  private final Executor callbacks;
  private final Transport chain;
  private final InFlight inFlight = new InFlight();
  private final ControlPlane controlPlane;
  private final Inference inference;
  private final Set<String> hintedHosts = ConcurrentHashMap.newKeySet();

  private Pinelink(Builder builder, ApiKey apiKey, Route controlRoute, List<Transport> transports) {
    this.router = new Router(builder.policy, builder.rules, builder.trustedDomains());
    this.callbacks = builder.callbackExecutor;
    this.chain = chain(builder, transports);
    this.controlCaller =
        new Caller(
            chain,
            inFlight,
            Scheduler.system(),
            apiKey,
            controlRoute,
            "",
            builder.timeout,
            Runnable::run);
    this.controlPlane = new ControlPlane(controlCaller, callbacks);
    this.inference = new Inference(controlCaller, callbacks);
  }

  /** Begins a client. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * All of the way from a call to the wire, outermost last. Attempts and waits belong between the
   * choice of protocol and the decorator.
   */
  private static Transport chain(Builder builder, List<Transport> transports) {
    Transport chain = new ProtocolTransport(transports);
    return builder.decorator.apply(chain);
  }

  /**
   * Opens an index by name: asks the control plane for its hosts and waits for the answer.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   * @throws IllegalStateException if it has no host yet
   * @throws IllegalArgumentException if the route policy refuses its host
   */
  public Index index(String name) {
    return open(controlPlane.describeIndex(name));
  }

  /** As {@link #index(String)}, without waiting; the future behaves as those of AsyncIndex. */
  public CompletableFuture<Index> indexAsync(String name) {
    return Futures.map(controlPlane.async().describeIndex(name), this::open);
  }

  /**
   * Opens an index by its host and asks nobody; nothing is sent until the first call.
   *
   * @param host in public or private form, as {@link io.pinelink.routing.IndexHost#parse} takes it
   * @throws IllegalArgumentException if it is no index host, may not receive the API key, or is
   *     refused by the route policy
   */
  public Index indexAt(String host) {
    return open(router.toHost(host));
  }

  private Index open(IndexDescription description) {
    String host =
        description
            .host()
            .filter(h -> !h.isBlank())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "index '"
                            + description.name()
                            + "' has no host yet, it is "
                            + description.status().state()
                            + "; waitUntilReady waits for it"));
    @Nullable String privateHost = description.privateHost().filter(h -> !h.isBlank()).orElse(null);
    Route route = router.toDescribed(host, privateHost);
    boolean unaware = route.policy() == RoutePolicy.asGiven() && route.kind() == Route.Kind.PUBLIC;
    if (unaware && privateHost != null && hintedHosts.add(host)) {
      LOG.log(
          System.Logger.Level.INFO,
          "index {0} is used by its public host, but the project has a private endpoint:"
              + " RoutePolicy.privateRequired() would use {1}",
          description.name(),
          privateHost);
    }
    return open(route);
  }

  private Index open(Route route) {
    Caller caller =
        new Caller(
            chain,
            inFlight,
            controlCaller.scheduler(),
            controlCaller.credential(),
            route,
            "",
            controlCaller.timeout(),
            Runnable::run);
    return new Index(caller, callbacks);
  }

  /** The control plane. */
  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** The service's models, which embed texts and rank documents. */
  public Inference inference() {
    return inference;
  }

  /**
   * Lets no further call in, waits for those in flight, which end by their deadlines at the latest,
   * and closes the connections. An interrupt ends the wait and fails the calls. A callback that
   * runs on a network thread should leave closing to another: calls in flight cannot end meanwhile.
   * Closing twice is harmless.
   */
  @Override
  public void close() {
    if (inFlight.close()) {
      inFlight.awaitNone();
      chain.close();
    }
  }

  /** The control plane's route; never the key. */
  @Override
  public String toString() {
    return "Pinelink[" + controlPlane.route() + "]";
  }

  /** Builds a {@link Pinelink} client. */
  public static final class Builder {
    private @Nullable ApiKey apiKey;
    private String apiVersion = "2026-04";
    private RoutePolicy policy = RoutePolicy.asGiven();
    private final List<ConnectRule> rules = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();
    private String controlPlane = ControlPlaneEndpoint.DEFAULT_HOST;
    private TlsOptions tls = TlsOptions.systemTrust();
    private Duration timeout = Duration.ofSeconds(30);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private int maxResponseBytes = 64 * 1024 * 1024;
    private HttpVersion httpVersion = HttpVersion.HTTP_1_1;
    private List<Protocol> protocols = List.of(Protocol.GRPC, Protocol.REST);
    private Executor callbackExecutor = ForkJoinPool.commonPool();
    private UnaryOperator<Transport> decorator = UnaryOperator.identity();
    private @Nullable String sourceTag;
    private @Nullable List<TransportProvider> providers;

    private Builder() {}

    /** The project's API key. Default: the environment variable {@code PINECONE_API_KEY}. */
    public Builder apiKey(String apiKey) {
      this.apiKey = new ApiKey(apiKey);
      return this;
    }

    /** The API version to ask for. Default: {@code 2026-04}. */
    public Builder apiVersion(String apiVersion) {
      this.apiVersion = ApiVersion.check(apiVersion);
      return this;
    }

    /** Which form of an index host to dial. Default: {@link RoutePolicy#asGiven()}. */
    public Builder routing(RoutePolicy policy) {
      this.policy = policy;
      return this;
    }

    /** Adds a rule for where to dial; the first that matches a host decides. Default: none. */
    public Builder connect(ConnectRule rule) {
      rules.add(rule);
      return this;
    }

    /**
     * Lets the API key go to hosts under a domain of your own. Default: {@code pinecone.io} alone,
     * besides loopback and hosts that the control plane names.
     */
    public Builder trustDomain(String domain) {
      new TrustedDomains(List.of(domain));
      domains.add(domain);
      return this;
    }

    /**
     * The control plane's host; a loopback name is dialled in plaintext unless it says {@code
     * https://}. Default: {@code api.pinecone.io}.
     */
    public Builder controlPlane(String host) {
      this.controlPlane = host;
      return this;
    }

    /** Whom to believe to be the service. Default: {@link TlsOptions#systemTrust()}. */
    public Builder tls(TlsOptions tls) {
      this.tls = tls;
      return this;
    }

    /** How long a call may take, all attempts together. Default: 30 s. */
    public Builder timeout(Duration timeout) {
      this.timeout = CallOptions.checkTimeout(timeout);
      return this;
    }

    /** How long a connect to one address may take. Default: 10 s. */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = CallOptions.checkTimeout(timeout);
      return this;
    }

    /** The largest response that is read, in bytes, at least 1. Default: 64 MiB. */
    public Builder maxResponseBytes(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("maxResponseBytes is " + bytes + ", expected 1 or more");
      }
      this.maxResponseBytes = bytes;
      return this;
    }

    /**
     * The version of HTTP that carries calls over REST; gRPC is not concerned. Default: {@link
     * HttpVersion#HTTP_1_1}, which costs less CPU and moves large results faster. {@link
     * HttpVersion#HTTP_2} keeps many calls on few connections; a server that does not speak it gets
     * HTTP/1.1.
     */
    public Builder httpVersion(HttpVersion version) {
      this.httpVersion = version;
      return this;
    }

    /** The protocols to use, the preferred first. Default: gRPC, then REST. */
    public Builder protocols(Protocol... protocols) {
      if (protocols.length == 0) {
        throw new IllegalArgumentException("protocols is empty, expected GRPC, REST or both");
      }
      this.protocols = List.copyOf(new LinkedHashSet<>(Arrays.asList(protocols)));
      return this;
    }

    /**
     * Where futures complete, and so where callbacks run. Default: {@link
     * ForkJoinPool#commonPool()}. An executor that runs in place makes callbacks run on network
     * threads, which they must not block.
     */
    public Builder callbackExecutor(Executor executor) {
      this.callbackExecutor = executor;
      return this;
    }

    /** Wraps every call of the client, outside of all attempts. Default: nothing. */
    public Builder decorator(UnaryOperator<Transport> decorator) {
      this.decorator = decorator;
      return this;
    }

    /** Names your program in {@code User-Agent}, for the service's statistics. Default: no name. */
    public Builder sourceTag(String tag) {
      this.sourceTag = UserAgent.tag(tag);
      return this;
    }

    /** Replaces the search of the class path, for tests. */
    Builder transports(TransportProvider... providers) {
      this.providers = List.of(providers);
      return this;
    }

    private TrustedDomains trustedDomains() {
      return new TrustedDomains(domains);
    }

    /**
     * The client. It opens no connection yet.
     *
     * @throws IllegalStateException if there is no API key, or no transport on the class path
     * @throws IllegalArgumentException if the control plane's host is refused
     */
    public Pinelink build() {
      ApiKey key = apiKey == null ? keyFrom(System.getenv("PINECONE_API_KEY")) : apiKey;
      Route controlRoute = ControlPlaneEndpoint.route(controlPlane, rules, trustedDomains());
      return new Pinelink(this, key, controlRoute, transports());
    }

    static ApiKey keyFrom(@Nullable String value) {
      if (value == null || value.isBlank()) {
        throw new IllegalStateException(
            "apiKey is missing: give it to the builder, or set PINECONE_API_KEY");
      }
      return new ApiKey(value.strip());
    }

    private List<Transport> transports() {
      TransportOptions options =
          new TransportOptions(
              apiVersion,
              UserAgent.of(Version.current(), sourceTag),
              tls,
              connectTimeout,
              maxResponseBytes,
              httpVersion);
      return new TransportSearch(providers).create(protocols, options);
    }
  }
}
