package io.pinelink.contract;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Metric;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A caller of an {@link EmbeddedPinecone} over the transport under test. */
final class Calls {
  /** Far longer than any call takes; a call that reaches it hangs. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final ApiKey KEY = new ApiKey(EmbeddedPinecone.API_KEY);
  private static final TrustedDomains TRUSTED = new TrustedDomains(List.of());
  private static final AtomicInteger MADE = new AtomicInteger();

  private final EmbeddedPinecone server;
  private final Transport transport;
  private final Pinelink setup;
  private final AtomicReference<Instant> now;
  private final Route control;
  private final Route sampled;
  private final Contract contract;

  /**
   * Creates a caller over one transport.
   *
   * @param setup a client, over any transport, that creates the resources that a row needs
   * @param now the server's clock
   */
  Calls(
      EmbeddedPinecone server,
      Transport transport,
      Pinelink setup,
      AtomicReference<Instant> now,
      Contract contract) {
    this.server = server;
    this.transport = transport;
    this.setup = setup;
    this.now = now;
    this.contract = contract;
    this.control = controlRoute(ControlPlaneEndpoint.DEFAULT_HOST);
    this.sampled = newIndex(2, Metric.COSINE).route();
  }

  /** Returns the route to a host of the control plane's listener. */
  Route controlRoute(String host) {
    ConnectRule rule = ConnectRule.forHost(host).dial(server.address(Listener.CONTROL));
    return ControlPlaneEndpoint.route(host, List.of(rule), TRUSTED, network());
  }

  private NetworkOptions network() {
    return new NetworkOptions(
        TlsOptions.trustOnly(server.authority().certificate()),
        ProxyOptions.none(),
        AddressGuard.privateOnly().allowingLoopback(),
        null);
  }

  Contract contract() {
    return contract;
  }

  EmbeddedPinecone server() {
    return server;
  }

  /** Returns a client that creates the resources of a row without being under test. */
  Pinelink setup() {
    return setup;
  }

  /** Returns the time of the server's clock, which only {@link #pass} advances. */
  Instant now() {
    return now.get();
  }

  /** Advances the server's clock. */
  void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /** Returns a name that no other row uses. */
  static String newName(String prefix) {
    return prefix + "-" + MADE.incrementAndGet();
  }

  /** Creates a dense index and returns a caller over its private route. */
  IndexCalls newIndex(int dimension, Metric metric) {
    IndexSpec.Serverless spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    return newIndex(
        CreateIndexRequest.builder(newName("docs"), spec)
            .dimension(dimension)
            .metric(metric)
            .build());
  }

  /** Creates a sparse index and returns a caller over its private route. */
  IndexCalls newSparseIndex() {
    IndexSpec.Serverless spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    return newIndex(CreateIndexRequest.sparse(newName("docs"), spec));
  }

  private IndexCalls newIndex(CreateIndexRequest request) {
    return index(setup.controlPlane().createIndex(request));
  }

  /** Returns a caller of an existing index over its private route. */
  IndexCalls index(IndexDescription description) {
    String host = IndexHost.parse(description.host().orElseThrow()).privateHost().name();
    ConnectRule rule = ConnectRule.forHost(host).dial(server.address(Listener.PRIVATE_DATA));
    Router router = new Router(RoutePolicy.privateRequired(), List.of(rule), TRUSTED, network());
    return new IndexCalls(this, router.toHost(host), "");
  }

  /** Makes a call of the control plane and waits for its result. */
  <Q, R> R call(Operation<Q, R> operation, Q request) {
    return await(start(operation, request, context(operation, TIMEOUT)));
  }

  /** Calls an operation with its sample and returns the result of the given response body. */
  <Q, R> R answered(Operation<Q, R> operation, String body) {
    server.faults().next(operation.name(), Fault.body(body.getBytes(StandardCharsets.UTF_8)));
    return call(operation, contract.sample(operation));
  }

  /** Waits for the result of a call, or throws its failure. */
  public static <R> R await(CompletableFuture<R> call) {
    try {
      return call.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Starts a call. */
  <Q, R> CompletableFuture<R> start(Operation<Q, R> operation, Q request, CallContext context) {
    return transport.call(operation, request, context);
  }

  /** Returns a context for the operation's sample, with an existing host and valid credentials. */
  CallContext context(Operation<?, ?> operation, Duration timeout) {
    return contract.of(operation).context(this, timeout);
  }

  /** Returns a context for an index that exists, with an API key. */
  CallContext ofIndex(Duration timeout) {
    return context(sampled, "", timeout);
  }

  /** Returns a context for the control plane, with an API key. */
  CallContext ofControlPlane(Duration timeout) {
    return context(control, "", timeout);
  }

  static CallContext context(Route route, String namespace, Duration timeout) {
    return context(route, namespace, timeout, KEY);
  }

  static CallContext context(
      Route route, String namespace, Duration timeout, Credential credential) {
    return new CallContext(
        route,
        namespace,
        Deadline.after(timeout),
        credential,
        ExtraHeaders.none(),
        1,
        CallHandling.unobserved(false));
  }
}
