package io.pinelink;

import io.pinelink.control.IndexDescription;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.TransportException;
import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.internal.call.CallListeners;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.InterceptingTransport;
import io.pinelink.internal.call.ProtocolTransport;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.routing.ClientParts;
import io.pinelink.internal.routing.HostCache;
import io.pinelink.internal.routing.OpenedIndex;
import io.pinelink.internal.routing.RouteProbe;
import io.pinelink.internal.routing.RouteRegistry;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.StaleHostTransport;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.HttpVersion;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.Kind;
import io.pinelink.routing.RouteCount;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Transport;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.dial.AddressResolver;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of the Pinecone vector database. It owns the connections; indexes opened from it share
 * them. Two clients share nothing.
 *
 * <pre>{@code
 * try (Pinelink client = Pinelink.builder()
 *     .apiKey(System.getenv("PINECONE_API_KEY"))
 *     .routePolicy(RoutePolicy.privateRequired())
 *     .build()) {
 *   Index docs = client.index("docs-example");
 * }
 * }</pre>
 *
 * <p>Thread-safe. Close it once, at the end of the program.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class Pinelink implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  static {
    ClientParts.readBy(client -> ((Pinelink) client).parts());
  }

  private final Caller controlCaller;
  private final AddressResolver resolver;
  private final RouteRegistry registry;
  private final HostCache hostCache;
  private final ClientParts parts;
  private final CallListeners listeners;
  private final RouteCounts counts;
  private final Executor callbacks;
  private final Transport chain;
  private final InFlightCalls inFlight = new InFlightCalls();
  private final AtomicBoolean routeLogged = new AtomicBoolean();

  /**
   * The callers of indexes of the host book that were opened by a client that this one replaces.
   */
  private final Map<CurrentRoute, Caller> adopted = new ConcurrentHashMap<>();

  Pinelink(Builder builder, ApiKey apiKey, Route controlRoute) {
    this.listeners = builder.callListeners();
    this.counts = builder.routeCounts(listeners);
    this.resolver = builder.resolver(counts);
    Router router = builder.router();
    this.registry =
        new RouteRegistry(router, new RouteProbe(resolver), counts, InstantSource.system());
    this.hostCache = new HostCache(builder.hostBook, InstantSource.system());
    this.callbacks = builder.callbackExecutor;
    Map<Protocol, Transport> transports = builder.transports(resolver);
    this.chain = chain(builder, transports, listeners);
    this.controlCaller =
        Caller.of(
                ClientState.of(inFlight, counts, builder.apiVersion, listeners),
                chain,
                apiKey,
                new CurrentRoute(controlRoute),
                builder.timeout)
            .with(builder.headers);
    this.parts =
        new ClientParts(
            router,
            builder.resolver(counts.withoutRefusals()),
            builder.usesSystemDns(),
            transports,
            controlCaller.unobserved().through(new ProtocolTransport(transports)),
            this::handOver);
  }

  /** Creates a client builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds the call path, from the transports outwards. Only the {@link StaleHostTransport} of
   * {@link #booked} is not part of it, since it belongs to an index and not to the client. A
   * diagnosis checks single attempts and calls the transports directly.
   */
  private static Transport chain(
      Builder builder, Map<Protocol, Transport> transports, CallListeners listeners) {
    Transport chain = new ProtocolTransport(transports);
    chain = builder.retrying(chain, listeners);
    for (CallInterceptor each : builder.interceptors) {
      chain = new InterceptingTransport(chain, each);
    }
    return chain;
  }

  /**
   * Returns the asynchronous variant of the methods that open an index or refresh routes, whose
   * failures all arrive through their futures.
   */
  public AsyncPinelink async() {
    return new AsyncPinelink(this, callbacks);
  }

  /**
   * Opens an index by name, for vectors. An index with integrated embedding can be opened with this
   * method too. Takes the hosts from the host book if it contains them, and otherwise asks the
   * control plane and waits for the response.
   *
   * @throws io.pinelink.error.NotFoundException if no index has this name
   * @throws IllegalStateException if the index has no host yet
   * @throws IllegalArgumentException if the index is known to be a document index, or its host is
   *     from the host book and refused by the route policy
   * @throws TransportException if a host that the control plane returned is invalid, or refused by
   *     the route policy
   */
  public Index index(String name) {
    return new Index(Futures.await(opening(name, OpenedIndex.INDEX)), callbacks);
  }

  /**
   * Opens an index with integrated embedding by name, for records, as {@link #index(String)} opens
   * an index for vectors.
   *
   * @throws io.pinelink.error.NotFoundException if no index has this name
   * @throws IllegalStateException if the index has no host yet
   * @throws IllegalArgumentException if the index is known not to embed records, or its host is
   *     from the host book and refused by the route policy
   * @throws TransportException if a host that the control plane returned is invalid, or refused by
   *     the route policy
   */
  public RecordIndex records(String name) {
    return new RecordIndex(Futures.await(opening(name, OpenedIndex.RECORDS)), callbacks);
  }

  /**
   * Opens a document index by name, as {@link #index(String)} opens an index for vectors.
   *
   * @throws io.pinelink.error.NotFoundException if no index has this name
   * @throws IllegalStateException if the index has no host yet
   * @throws IllegalArgumentException if the index is known not to be a document index, or its host
   *     is from the host book and refused by the route policy
   * @throws TransportException if a host that the control plane returned is invalid, or refused by
   *     the route policy
   */
  public DocumentIndex documents(String name) {
    return new DocumentIndex(Futures.await(opening(name, OpenedIndex.DOCUMENTS)), callbacks);
  }

  /**
   * Returns a caller to an index, whose family must match the facade, if it is known. Every failure
   * completes the future.
   */
  CompletableFuture<Caller> opening(String name, OpenedIndex facade) {
    Objects.requireNonNull(name, "name is null");
    try {
      Optional<IndexHosts> known = hostCache.find(name);
      if (known.isEmpty()) {
        return opened(facade, new AsyncControlPlane(controlCaller).describeIndex(name));
      }
      Optional<IllegalArgumentException> refusal = facade.refusal(name, hostCache.family(name));
      return refusal.isPresent()
          ? opened(facade, describedUnless(name, refusal.get()))
          : Futures.map(registry.open(known.get()), route -> booked(name, route).named(name));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Caller> opened(
      OpenedIndex facade, CompletableFuture<IndexDescription> description) {
    return Futures.then(
        description,
        index -> {
          facade.check(index.name(), index.family());
          return open(index);
        });
  }

  /**
   * Describes an index that the host book refuses, since it may have been recreated for another
   * API. The refusal is final if the control plane cannot be reached.
   */
  private CompletableFuture<IndexDescription> describedUnless(
      String name, IllegalArgumentException refusal) {
    CompletableFuture<IndexDescription> description;
    try {
      description = new AsyncControlPlane(controlCaller).describeIndex(name);
    } catch (IllegalStateException e) {
      // For example a client without REST.
      refusal.addSuppressed(e);
      return CompletableFuture.failedFuture(refusal);
    }
    return Futures.mapFailure(
        description,
        failure -> {
          if (!(failure instanceof TransportException
              || failure instanceof DeadlineExceededException)) {
            return failure;
          }
          refusal.addSuppressed(failure);
          return refusal;
        });
  }

  /** Returns a caller to an index whose host may be stale. */
  private Caller booked(String name, CurrentRoute route) {
    Transport checked =
        new StaleHostTransport(
            chain,
            route,
            left -> new AsyncControlPlane(controlCaller.within(left)).describeIndex(name),
            index -> registry.move(route, hostCache.learn(index)),
            System::nanoTime,
            Scheduler.system());
    return controlCaller.on(route).through(checked);
  }

  /**
   * Opens an index by its host, for vectors, without a call to the control plane. Nothing is sent
   * before the first call, so the kind of the index is not checked. Only under {@link
   * RoutePolicy#privatePreferred(java.time.Duration)} does this method wait, until it is known
   * whether the private form of the host answers.
   *
   * @param host in public or private form, as {@link io.pinelink.routing.IndexHost#parse} accepts
   *     it
   * @throws IllegalArgumentException if the host is not an index host, may not receive the API key,
   *     or is refused by the route policy
   */
  public Index indexAt(String host) {
    return new Index(Futures.await(openingAt(host)), callbacks);
  }

  /**
   * Opens an index by its host, for records, as {@link #indexAt(String)} opens it for vectors. A
   * search by values or by id needs no integrated embedding, so this method also opens a vector
   * index for searches that rerank.
   *
   * @throws IllegalArgumentException as {@link #indexAt(String)} throws it
   */
  public RecordIndex recordsAt(String host) {
    return new RecordIndex(Futures.await(openingAt(host)), callbacks);
  }

  /**
   * Opens a document index by its host, as {@link #indexAt(String)} opens an index for vectors.
   *
   * @throws IllegalArgumentException as {@link #indexAt(String)} throws it
   */
  public DocumentIndex documentsAt(String host) {
    return new DocumentIndex(Futures.await(openingAt(host)), callbacks);
  }

  CompletableFuture<Caller> openingAt(String host) {
    return open(IndexHosts.given(host));
  }

  private CompletableFuture<Caller> open(IndexDescription description) {
    IndexHosts hosts = hostCache.learn(description);
    try {
      return Futures.map(open(hosts), caller -> caller.named(description.name()));
    } catch (IllegalArgumentException e) {
      // Not the caller's argument, but what the control plane has returned.
      throw Failures.notSent(
          new FailedCall(ControlOperations.DESCRIBE_INDEX.name(), controlCaller.route(), 1),
          "index '" + description.name() + "' cannot be opened: " + e.getMessage(),
          e);
    }
  }

  private CompletableFuture<Caller> open(IndexHosts hosts) {
    return Futures.map(
        registry.open(hosts),
        opened -> {
          logFirstRoute(hosts, opened.now());
          return controlCaller.on(opened);
        });
  }

  /**
   * Logs the route of the first index that the client opens. The logger is {@code io.pinelink}; the
   * routes of other indexes are logged at DEBUG. The JDK's own logging also shows the class and
   * method that log, so this is not a lambda.
   */
  private void logFirstRoute(IndexHosts hosts, Route route) {
    if (route.label().isPresent() || !routeLogged.compareAndSet(false, true)) {
      return;
    }
    boolean unaware =
        route.policy().equals(Optional.of(RoutePolicy.asGiven())) && route.kind() == Kind.PUBLIC;
    String hint =
        hosts
            .privateHost()
            .filter(host -> unaware)
            .map(
                host ->
                    "; the project has a private endpoint: RoutePolicy.privateRequired() would use "
                        + host)
            .orElse("");
    LOG.log(System.Logger.Level.INFO, "the route of the first index is {0}{1}", route, hint);
  }

  /**
   * Resolves all names again and checks again whether private hosts answer, after a change of the
   * network. Existing connections are retired: calls in flight finish on them, later calls open new
   * ones. Open indexes use their new routes from the next call.
   *
   * @return the current routes of all indexes that were opened from this client
   */
  public List<Route> refreshRoutes() {
    return Futures.await(refreshing());
  }

  /** A method, and no access to the field, because a proxy of Spring has methods only. */
  ClientParts parts() {
    return parts;
  }

  CompletableFuture<List<Route>> refreshing() {
    resolver.forget();
    chain.refresh();
    counts.refreshed();
    return registry.refresh();
  }

  /**
   * Returns the hosts that are known by name: from the builder's host book and from later responses
   * of the control plane. {@code client.hostBook().save(path)} saves them for a program that cannot
   * reach the control plane.
   */
  public HostBook hostBook() {
    return hostCache.book();
  }

  /**
   * Returns the number of calls and connections by kind of route since the client was built, as
   * evidence that nothing was sent over public routes.
   */
  public List<RouteCount> routeCounts() {
    return counts.snapshot();
  }

  /** Returns a view of the control plane, which is cheap to create. */
  public ControlPlane controlPlane() {
    return new ControlPlane(controlCaller, callbacks);
  }

  /** Returns a view of the service's models, which embed texts and rerank documents. */
  public Inference inference() {
    return new Inference(controlCaller, callbacks);
  }

  /**
   * Closes this client when another one has chosen the routes of its indexes. Calls in flight end
   * here. The other client makes all further calls, including calls of indexes that this one
   * opened.
   *
   * @param successor returns the client that makes them at the time of each
   * @return a future that completes when this client is closed; it does not fail
   */
  private CompletableFuture<Void> handOver(Supplier<?> successor) {
    Supplier<Pinelink> to = () -> (Pinelink) successor.get();
    Pinelink first = to.get();
    CompletableFuture<?>[] routes =
        registry.hosts().stream().map(first::chosen).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(routes)
        .handle((chosen, failure) -> inFlight.close(old -> to.get().adopt(old, controlCaller)))
        .thenAcceptAsync(this::end, new DaemonThreadExecutor("pinelink-replaced"));
  }

  /** Chooses the route of an index. Its calls report what is wrong with it. */
  private CompletableFuture<?> chosen(IndexHosts hosts) {
    try {
      return registry.open(hosts);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(null);
    }
  }

  /**
   * Returns a caller of this client in place of one of a client that it replaces.
   *
   * @param defaults a caller of the other client whose settings were not changed
   */
  private CompletableFuture<Caller> adopt(Caller old, Caller defaults) {
    IndexHosts hosts = old.hosts();
    if (hosts == null) {
      return CompletableFuture.completedFuture(old.onto(controlCaller, defaults));
    }
    boolean isBooked = hosts.source() == Route.Source.HOST_BOOK && !old.index().isEmpty();
    Function<CurrentRoute, Caller> caller =
        isBooked
            ? route -> adopted.computeIfAbsent(route, open -> booked(old.index(), open))
            : controlCaller::on;
    try {
      return registry.open(hosts).thenApply(route -> old.onto(caller.apply(route), defaults));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Rejects new calls, waits for the calls in flight, which end by their deadlines at the latest,
   * and closes the connections. An interrupt ends the wait and fails the calls. A callback that
   * runs on a network thread should let another thread close the client, since the calls in flight
   * cannot end while it blocks. Closing twice is harmless.
   */
  @Override
  public void close() {
    end(inFlight.close());
  }

  private void end(boolean first) {
    if (first) {
      inFlight.awaitNone();
      chain.close();
      listeners.closed();
    }
  }

  /** Returns the class name and the control plane's route, never the key. */
  @Override
  public String toString() {
    return "Pinelink[" + controlCaller.route() + "]";
  }

  /** Builds a {@link Pinelink} client. */
  public static final class Builder extends ClientBuilder<Builder> {
    private @Nullable ApiKey apiKey;
    private RoutePolicy policy = RoutePolicy.asGiven();
    private HostBook hostBook = HostBook.empty();
    private int maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES;
    private int maxGrpcConnections = DEFAULT_GRPC_CONNECTIONS;
    private HttpVersion httpVersion = HttpVersion.HTTP_1_1;
    private List<Protocol> protocols = List.of(Protocol.GRPC, Protocol.REST);
    private final Deque<CallInterceptor> interceptors = new ArrayDeque<>();

    private Builder() {}

    /**
     * Sets the project's API key. Default: the environment variable {@code PINECONE_API_KEY}.
     *
     * <p>A key of fewer than 8 characters is accepted for servers on this machine only, such as an
     * emulator: it cannot be masked in error messages without garbling them. A call with such a key
     * throws {@link IllegalArgumentException} before anything is sent, unless every address that
     * its route dials is {@code localhost} or a loopback address, and no proxy is used.
     *
     * @throws IllegalArgumentException if the key is blank, has a character that a header cannot
     *     carry, or contains a placeholder such as <code>${PINECONE_API_KEY}</code> that was not
     *     replaced
     */
    public Builder apiKey(String apiKey) {
      this.apiKey = new ApiKey(apiKey);
      return this;
    }

    /** Sets which form of an index host to dial. Default: {@link RoutePolicy#asGiven()}. */
    public Builder routePolicy(RoutePolicy policy) {
      this.policy = Objects.requireNonNull(policy, "policy is null");
      return this;
    }

    /**
     * Sets the host book, in which the hosts of indexes are looked up before the control plane is
     * asked. An entry that is outdated because its index was recreated is detected, and corrected
     * if the control plane can be reached. Its hosts get the API key only if they are under {@code
     * pinecone.io} or a {@linkplain #trustedDomain trusted domain}. Default: {@link
     * HostBook#empty()}.
     */
    public Builder hostBook(HostBook hostBook) {
      this.hostBook = Objects.requireNonNull(hostBook, "hostBook is null");
      return this;
    }

    /**
     * Sets which addresses private routes may lead to, and under {@link
     * RoutePolicy#privateRequired()} every route to an index. Default: {@link
     * AddressGuard#privateOnly()}.
     */
    public Builder addressGuard(AddressGuard guard) {
      this.guard = Objects.requireNonNull(guard, "guard is null");
      return this;
    }

    /**
     * Sets the protocols to use, the preferred first. Default: gRPC, then REST. Operations on
     * namespace aliases use REST if it is among them.
     */
    public Builder protocols(Protocol... protocols) {
      if (protocols.length == 0) {
        throw new IllegalArgumentException("protocols is empty, expected GRPC, REST or both");
      }
      this.protocols = List.copyOf(new LinkedHashSet<>(Arrays.asList(protocols)));
      return this;
    }

    /**
     * Sets the HTTP version of calls over REST; gRPC is not affected. Default: {@link
     * HttpVersion#HTTP_1_1}, which uses less CPU and transfers large results faster. {@link
     * HttpVersion#HTTP_2} multiplexes many calls over few connections and falls back to HTTP/1.1 if
     * a server does not support it.
     */
    public Builder httpVersion(HttpVersion version) {
      this.httpVersion = Objects.requireNonNull(version, "version is null");
      return this;
    }

    /**
     * Sets the maximum number of gRPC connections to one host, at least 1. Calls share one
     * connection. Another is opened while more is in flight than one connection carries well, some
     * hundred kilobytes or a hundred calls, and closed when it is idle. On a path with a long
     * round-trip time, several connections have several times the throughput of one. REST opens a
     * connection for each call in flight. Default: 4.
     */
    public Builder maxGrpcConnections(int max) {
      if (max < 1) {
        throw new IllegalArgumentException("maxGrpcConnections is " + max + ", expected 1 or more");
      }
      this.maxGrpcConnections = max;
      return this;
    }

    /** Sets the maximum size of a response, in bytes, at least 1. Default: 64 MiB. */
    public Builder maxResponseBytes(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("maxResponseBytes is " + bytes + ", expected 1 or more");
      }
      this.maxResponseBytes = bytes;
      return this;
    }

    /**
     * Adds an interceptor, which every call of the client passes. A call passes it once, regardless
     * of the number of {@linkplain #retryOptions retries}, on the thread that starts it. It is
     * between the {@linkplain #callListener listeners}, which surround it, and the retries. The
     * first one that is added is the outermost. A call that was refused at a stale host of the
     * {@linkplain #hostBook host book} passes it a second time if the control plane names another
     * host. Default: none.
     */
    public Builder interceptor(CallInterceptor interceptor) {
      interceptors.addFirst(Objects.requireNonNull(interceptor, "interceptor is null"));
      return this;
    }

    private Router router() {
      return new Router(policy, rules, trustedDomains(), dataNetwork());
    }

    private Map<Protocol, Transport> transports(AddressResolver resolver) {
      return transports(protocols, maxResponseBytes, maxGrpcConnections, httpVersion, resolver);
    }

    /**
     * Builds the client. It opens no connection yet.
     *
     * @throws IllegalStateException if there is no API key, or no transport on the class path
     * @throws IllegalArgumentException if the control plane's host is refused
     */
    public Pinelink build() {
      ApiKey key = apiKey == null ? keyFrom(System.getenv("PINECONE_API_KEY")) : apiKey;
      return new Pinelink(this, key, controlRoute());
    }

    static ApiKey keyFrom(@Nullable String value) {
      if (value == null || value.isBlank()) {
        throw new IllegalStateException(
            "apiKey is missing: give it to the builder, or set PINECONE_API_KEY");
      }
      return new ApiKey(value.strip());
    }
  }
}
