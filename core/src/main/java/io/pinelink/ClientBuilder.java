package io.pinelink;

import io.pinelink.internal.call.CallListeners;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.ExtensionCalls;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.ProtocolTransport;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.call.SelectedApiVersion;
import io.pinelink.internal.call.TransportLoader;
import io.pinelink.internal.call.UserAgent;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.retry.RetryingTransport;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.version.Version;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.TransportProvider;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.telemetry.CallListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The network, timeout and threading options that the builders of all clients share.
 *
 * <p>Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {
  static final int DEFAULT_MAX_RESPONSE_BYTES = 64 * 1024 * 1024;
  static final int DEFAULT_GRPC_CONNECTIONS = 4;

  /** In place of longer connect timeouts, which timers cannot count in nanoseconds. */
  private static final Duration MAX_CONNECT = Duration.ofDays(365);

  static {
    ExtensionCalls.readBy(builder -> ((ClientBuilder<?>) builder).extensionCalls());
  }

  final List<ConnectRule> rules = new ArrayList<>();
  SelectedApiVersion apiVersion = SelectedApiVersion.ofEachOperation();
  private @Nullable String label;
  private final List<String> domains = new ArrayList<>();
  private String controlPlane = ControlPlaneEndpoint.DEFAULT_HOST;
  private TlsOptions tls = TlsOptions.systemTrust();
  private @Nullable TlsOptions controlPlaneTls;
  private ProxyOptions proxy = ProxyOptions.fromJvm();
  private @Nullable ProxyOptions controlPlaneProxy;
  AddressGuard guard = AddressGuard.privateOnly();
  private @Nullable ConnectionLifetime lifetime;
  private RouteListener listener = new RouteListener() {};
  private RetryOptions retry = RetryOptions.defaults();
  private final List<CallListener> callListeners = new ArrayList<>();
  private Scheduler scheduler = Scheduler.system();
  Duration timeout = Duration.ofSeconds(30);
  private Duration connectTimeout = Duration.ofSeconds(10);
  Executor callbackExecutor = ForkJoinPool.commonPool();
  private @Nullable String sourceTag;
  ExtraHeaders headers = ExtraHeaders.none();
  private @Nullable DnsResolver dnsResolver;
  private @Nullable List<TransportProvider> providers;

  /** For the builders of this library and of its extensions. */
  protected ClientBuilder() {}

  /** Returns this builder. */
  @SuppressWarnings("unchecked") // a builder names itself as the type parameter
  final B self() {
    return (B) this;
  }

  /**
   * Sets the API version of all calls. Default: {@code 2026-04} for vectors, records and the
   * indexes that hold them, and {@code 2026-07} for everything that older versions lack or do not
   * describe, such as document indexes.
   *
   * <p>Some versions lack members of the requests. A call whose request has a member that the
   * selected version is known to lack throws {@link IllegalArgumentException} before anything is
   * sent. A version newer than 2026-07 is assumed to have the members of 2026-07. A pre-release
   * such as {@code 2026-01.alpha} is not checked.
   *
   * @throws IllegalArgumentException if the version is not of the form {@code 2026-04}
   */
  public B apiVersion(String apiVersion) {
    Objects.requireNonNull(apiVersion, "apiVersion is null");
    this.apiVersion = SelectedApiVersion.of(apiVersion);
    return self();
  }

  /**
   * Sets the host of the control plane. A loopback name is dialled in plaintext unless it starts
   * with {@code https://}. Default: {@code api.pinecone.io}.
   */
  public B controlPlane(String host) {
    this.controlPlane = Objects.requireNonNull(host, "host is null");
    return self();
  }

  /**
   * Allows credentials to be sent to hosts under a domain of your own. Default: only hosts under
   * {@code pinecone.io}, loopback hosts, and hosts named by the control plane.
   */
  public B trustedDomain(String domain) {
    Objects.requireNonNull(domain, "domain is null");
    new TrustedDomains(List.of(domain));
    domains.add(domain);
    return self();
  }

  /**
   * Adds a rule that sets the dial target of hosts. The first rule that covers a host applies.
   * Default: no rules.
   */
  public B connectRule(ConnectRule rule) {
    Objects.requireNonNull(rule, "rule is null");
    rules.add(rule);
    return self();
  }

  /**
   * Sets the resolver of host names, for example one that asks the DNS server of a private network.
   * It is used for every lookup of the client, for both protocols and both planes: indexes, connect
   * rules, proxies, the control plane, the probe of a private host, and diagnoses. A lookup takes
   * no longer than the {@linkplain #connectTimeout connect timeout}. The addresses are checked as
   * always. Only names that a proxy resolves are not looked up. Default: {@link
   * DnsResolver#system()}.
   */
  public B dnsResolver(DnsResolver resolver) {
    this.dnsResolver = Objects.requireNonNull(resolver, "resolver is null");
    return self();
  }

  /**
   * Sets which certificate authorities to trust for the service. Default: {@link
   * TlsOptions#systemTrust()}.
   */
  public B tls(TlsOptions tls) {
    this.tls = Objects.requireNonNull(tls, "tls is null");
    return self();
  }

  /**
   * Sets which certificate authorities to trust for the control plane if they differ, for example
   * behind a proxy that inspects TLS. Default: as for {@link #tls}.
   */
  public B controlPlaneTls(TlsOptions tls) {
    this.controlPlaneTls = Objects.requireNonNull(tls, "tls is null");
    return self();
  }

  /**
   * Sets which routes use a proxy. Private routes do not, unless the options include them. Default:
   * {@link ProxyOptions#fromJvm()}.
   */
  public B proxy(ProxyOptions proxy) {
    this.proxy = Objects.requireNonNull(proxy, "proxy is null");
    return self();
  }

  /** Sets the proxy of the control plane if it differs. Default: {@link #proxy}. */
  public B controlPlaneProxy(ProxyOptions proxy) {
    this.controlPlaneProxy = Objects.requireNonNull(proxy, "proxy is null");
    return self();
  }

  /**
   * Sets the timeout for the lookup of a name, and for connecting to each address. The latter
   * covers everything until the connection is ready: TCP, a proxy's tunnel, TLS, and the start of
   * HTTP/2. When it passes, the next address is tried. Default: 10 s.
   */
  public B connectTimeout(Duration timeout) {
    Duration checked = Check.timeout(timeout);
    this.connectTimeout = checked.compareTo(MAX_CONNECT) < 0 ? checked : MAX_CONNECT;
    return self();
  }

  /**
   * Sets how long connections are kept. Default: a lifetime that fits the network that a route
   * crosses.
   */
  public B connectionLifetime(ConnectionLifetime lifetime) {
    this.lifetime = Objects.requireNonNull(lifetime, "lifetime is null");
    return self();
  }

  /** Sets the timeout of a call, all attempts together. Default: 30 s. */
  public B timeout(Duration timeout) {
    this.timeout = Check.timeout(timeout);
    return self();
  }

  /** Sets how failed calls are retried. Default: {@link RetryOptions#defaults()}. */
  public B retryOptions(RetryOptions retry) {
    this.retry = Objects.requireNonNull(retry, "retry is null");
    return self();
  }

  /**
   * Adds a listener that observes each call, for tracing, metrics and audits. Listeners are called
   * in the order in which they were added. Default: none.
   */
  public B callListener(CallListener listener) {
    callListeners.add(Objects.requireNonNull(listener, "listener is null"));
    return self();
  }

  /** Sets the listener that receives routing events. Default: none. */
  public B routeListener(RouteListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener is null");
    return self();
  }

  /**
   * Sets the executor on which futures complete and callbacks run. Default: {@link
   * ForkJoinPool#commonPool()}. With an executor that runs tasks in place, callbacks run on network
   * threads, which they must not block.
   */
  public B callbackExecutor(Executor executor) {
    this.callbackExecutor = Objects.requireNonNull(executor, "executor is null");
    return self();
  }

  /** Names your program in {@code User-Agent}, for the service's statistics. Default: no name. */
  public B sourceTag(String tag) {
    Objects.requireNonNull(tag, "tag is null");
    this.sourceTag = UserAgent.tag(tag);
    return self();
  }

  /**
   * Adds a header to every call of the client, over both protocols and to both planes, and to the
   * login of the admin API. Proxies do not receive it. A header of the same name is replaced.
   * Default: none.
   *
   * <p>The value may be a secret: it is sent only where the API key may be sent, and no log or
   * {@code toString} shows it. In exceptions, {@code ***} takes the place of the value and of each
   * of its words, if they have at least 8 characters.
   *
   * @param name letters, digits, hyphens, underscores and dots; sent in lower case
   * @param value visible ASCII characters, with spaces in between
   * @throws IllegalArgumentException if the name or the value is invalid, if the value contains a
   *     placeholder such as <code>${TOKEN}</code>, if the client sets this header itself (such as
   *     {@code api-key}, {@code authorization}, {@code host}, {@code content-type}, {@code
   *     user-agent} and {@code grpc-…}), or if all names and values together have more than 8 KiB;
   *     the message never shows the value
   */
  public B header(String name, String value) {
    headers = headers.with(name, value);
    return self();
  }

  /**
   * Adds headers to every call of the client, each as {@link #header} does.
   *
   * @throws IllegalArgumentException as {@link #header} does; then none is added
   */
  public B headers(Map<String, String> headers) {
    this.headers = this.headers.and(ExtraHeaders.of(headers));
    return self();
  }

  /**
   * Names the server that this client calls, if it is not the service: for example an embedded
   * server under the host names of the service. {@linkplain Route Routes} and the messages of
   * exceptions show the name, and the routes of indexes are logged at DEBUG only. It does not
   * change where calls go. Default: no name.
   *
   * @throws IllegalArgumentException if the text is blank
   */
  public B label(String label) {
    this.label = Check.notBlank("label", label);
    return self();
  }

  /** Replaces the transports found on the class path, for tests. */
  B transports(TransportProvider... providers) {
    this.providers = List.of(providers);
    return self();
  }

  /** Replaces the scheduler of the pauses between attempts, for tests. */
  B scheduler(Scheduler scheduler) {
    this.scheduler = scheduler;
    return self();
  }

  private ExtensionCalls extensionCalls() {
    return new ExtensionCalls(
        this::openRest,
        host -> host == null ? controlRoute() : controlRoute(host),
        callbackExecutor,
        this::transports,
        this::scheduler);
  }

  private Caller openRest(Credential credential) {
    CallListeners listeners = callListeners();
    RouteCounts counts = routeCounts(listeners);
    CurrentRoute control = new CurrentRoute(controlRoute());
    Map<Protocol, Transport> transports =
        transports(
            List.of(Protocol.REST),
            DEFAULT_MAX_RESPONSE_BYTES,
            DEFAULT_GRPC_CONNECTIONS,
            HttpVersion.HTTP_1_1,
            resolver(counts));
    ClientState state = ClientState.of(new InFlightCalls(), counts, apiVersion, listeners);
    Transport chain = retrying(new ProtocolTransport(transports), listeners);
    return Caller.of(state, chain, credential, control, timeout).with(headers);
  }

  /** Adds retries to a transport. */
  Transport retrying(Transport transport, CallListeners listeners) {
    return new RetryingTransport(
        transport,
        retry,
        () -> ThreadLocalRandom.current().nextLong(), // calls on many threads share it
        scheduler,
        System::nanoTime,
        listeners.budgetWatcher());
  }

  TrustedDomains trustedDomains() {
    return new TrustedDomains(domains);
  }

  NetworkOptions dataNetwork() {
    return new NetworkOptions(tls, proxy, guard, lifetime, Optional.ofNullable(label));
  }

  Route controlRoute() {
    return controlRoute(controlPlane);
  }

  Route controlRoute(String host) {
    NetworkOptions network =
        new NetworkOptions(
            controlPlaneTls == null ? tls : controlPlaneTls,
            controlPlaneProxy == null ? proxy : controlPlaneProxy,
            guard,
            lifetime,
            Optional.ofNullable(label));
    return ControlPlaneEndpoint.route(host, rules, trustedDomains(), network);
  }

  RouteCounts routeCounts(CallListeners listeners) {
    return new RouteCounts(listener, listeners);
  }

  /** Creates the listeners of one client. */
  CallListeners callListeners() {
    return CallListeners.of(callListeners);
  }

  AddressResolver resolver(RouteListener reported) {
    DnsResolver dns = dnsResolver == null ? DnsResolver.system() : dnsResolver;
    return new AddressResolver(dns, connectTimeout, reported);
  }

  /** Returns whether no {@link #dnsResolver} was set. */
  boolean usesSystemDns() {
    return dnsResolver == null;
  }

  /**
   * Creates the transports by protocol, the preferred protocol first.
   *
   * @throws IllegalStateException if there is none on the class path
   */
  Map<Protocol, Transport> transports(
      List<Protocol> protocols,
      int maxResponseBytes,
      int maxConnections,
      HttpVersion httpVersion,
      AddressResolver resolver) {
    TransportOptions options =
        new TransportOptions(
            apiVersion.text(),
            UserAgent.of(Version.current(), sourceTag),
            connectTimeout,
            maxResponseBytes,
            maxConnections,
            httpVersion,
            resolver);
    return new TransportLoader(providers).create(protocols, options);
  }
}
