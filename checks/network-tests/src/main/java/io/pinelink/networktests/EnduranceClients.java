package io.pinelink.networktests;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.RoutePolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The clients of a run of endurance, and how soon their settings let them recover. */
final class EnduranceClients implements AutoCloseable {
  /** The timeout of each call, all attempts together. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** How long this JVM caches answers of DNS, in seconds. */
  static final int DNS_CACHE_SECONDS = 1;

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration REFRESH = Duration.ofSeconds(2);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
  private static final Duration MAX_BACKOFF = Duration.ofMillis(500);

  /** How long a preferred route may take to answer: enough for a machine that is busy. */
  private static final Duration PROBE = Duration.ofSeconds(10);

  /** When the system's resolver repeats a question: the timeout in {@code resolv.conf}. */
  private static final Duration RESOLVER = Duration.ofSeconds(1);

  private final Network network;
  private final EnduranceStage stage;
  private final CallWatch watch;
  private final Map<String, Pinelink> ofTheDataPlane = new LinkedHashMap<>();
  private final Pinelink ofTheControlPlane;

  EnduranceClients(Network network, EnduranceStage stage, CallWatch watch) {
    this.network = network;
    this.stage = stage;
    this.watch = watch;
    RoutePolicy required = RoutePolicy.privateRequired();
    add("gRPC", builder(Protocol.GRPC).routePolicy(required));
    add("REST", builder(Protocol.REST).routePolicy(required));
    add(
        "REST over HTTP/2",
        builder(Protocol.REST).routePolicy(required).httpVersion(HttpVersion.HTTP_2));
    // Chooses the private route once, when an index is opened: the network has no fault then.
    add("gRPC, preferred", builder(Protocol.GRPC).routePolicy(RoutePolicy.privatePreferred(PROBE)));
    ofTheControlPlane = builder(Protocol.REST).callListener(watch.of("control plane")).build();
  }

  private Pinelink.Builder builder(Protocol protocol) {
    return network
        .client(ScenarioProject.FIRST, protocol)
        .tls(TlsOptions.reloading(stage::trust))
        .controlPlaneTls(TlsOptions.trustOnly(network.directory().resolve(Network.CA_FILE)))
        .timeout(TIMEOUT)
        .connectTimeout(CONNECT)
        .connectionLifetime(ConnectionLifetime.builder(IDLE).refresh(REFRESH).build())
        .retryOptions(
            RetryOptions.builder()
                .attemptTimeout(ATTEMPT)
                .backoff(FIRST_BACKOFF, MAX_BACKOFF)
                .build());
  }

  private void add(String name, Pinelink.Builder builder) {
    ofTheDataPlane.put(name, builder.callListener(watch.of(name)).build());
  }

  /**
   * Returns how long after the end of a fault calls may still fail: an answer of DNS that is still
   * cached, the time until connections are resolved again, a connect and an attempt that began
   * during the fault, the wait before the next attempt, and a question that was lost if all are.
   */
  static Duration recoveryBound(NetworkFault fault) {
    Duration bound =
        Duration.ofSeconds(DNS_CACHE_SECONDS)
            .plus(REFRESH)
            .plus(CONNECT)
            .plus(ATTEMPT)
            .plus(MAX_BACKOFF);
    return fault == NetworkFault.SILENT_DNS ? bound.plus(RESOLVER) : bound;
  }

  /** Returns how long DNS must give an answer until every client has asked for it. */
  static Duration untilResolvedAgain() {
    return Duration.ofSeconds(DNS_CACHE_SECONDS).plus(REFRESH).plusSeconds(1);
  }

  /** Returns the paths over which clients call the data plane all the time. */
  List<FaultEpisode.Path> paths() {
    return ofTheDataPlane.keySet().stream()
        .flatMap(
            client ->
                // Documents and records have no gRPC.
                Arrays.stream(Protocol.values())
                    .filter(protocol -> protocol == Protocol.REST || client.startsWith("gRPC"))
                    .map(protocol -> new FaultEpisode.Path(client, protocol)))
        .toList();
  }

  /** Returns the clients of the data plane, by name. */
  Map<String, Pinelink> ofTheDataPlane() {
    return ofTheDataPlane;
  }

  /** Calls the control plane, as a proof that the public network works and is watched. */
  void callTheControlPlane() {
    ofTheControlPlane.controlPlane().describeIndex(ScenarioProject.INDEX);
  }

  @Override
  public void close() {
    ofTheDataPlane.values().forEach(Pinelink::close);
    ofTheControlPlane.close();
  }
}
