package io.pinelink.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pinelink.grpc.channel.Channels;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.dial.AddressResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;

/** Routes, contexts and helpers for the calls of tests. */
public final class Calls {
  public static final String PUBLIC_HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  public static final String PRIVATE_HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  public static final String KEY = "pcsk_secret";
  public static final int PATIENCE_SECONDS = 20;

  private Calls() {}

  public static Route route(String host, ConnectRule... rules) {
    return route(TlsOptions.systemTrust(), host, rules);
  }

  /** Returns a route with this trust, on which loopback counts as private. */
  public static Route route(TlsOptions trust, String host, ConnectRule... rules) {
    NetworkOptions network =
        new NetworkOptions(
            trust, ProxyOptions.none(), AddressGuard.privateOnly().allowingLoopback(), null);
    return new Router(RoutePolicy.asGiven(), List.of(rules), new TrustedDomains(List.of()), network)
        .toHost(host);
  }

  /** Returns a route to a logical host that dials a loopback port. */
  public static Route dialled(TlsOptions trust, String host, int port) {
    return route(
        trust,
        host,
        ConnectRule.forHost(host)
            .dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  public static CallContext on(Route route) {
    return on(route, Duration.ofSeconds(PATIENCE_SECONDS));
  }

  public static CallContext on(Route route, Duration timeout) {
    return new CallContext(
        route,
        "ns",
        Deadline.after(timeout),
        new ApiKey(KEY),
        ExtraHeaders.none().with("x-extra", "1"),
        1,
        CallHandling.unobserved(false));
  }

  public static TransportOptions options() {
    return options(1 << 20);
  }

  public static TransportOptions options(int maxResponseBytes) {
    return options(maxResponseBytes, Duration.ofSeconds(5));
  }

  public static TransportOptions options(Duration connectTimeout) {
    return options(1 << 20, connectTimeout);
  }

  /** Returns options with a resolver of names. */
  public static TransportOptions options(DnsResolver dns) {
    return options(
        1 << 20,
        Duration.ofSeconds(5),
        new AddressResolver(dns, Duration.ofSeconds(5), new RouteListener() {}));
  }

  private static TransportOptions options(int maxResponseBytes, Duration connectTimeout) {
    return options(maxResponseBytes, connectTimeout, AddressResolver.system());
  }

  private static TransportOptions options(
      int maxResponseBytes, Duration connectTimeout, AddressResolver resolver) {
    return new TransportOptions(
        "2026-04",
        "pinelink-test",
        connectTimeout,
        maxResponseBytes,
        4,
        HttpVersion.HTTP_1_1,
        resolver);
  }

  /** Returns a transport over these channels. */
  public static GrpcTransport transport(Channels channels) {
    return new GrpcTransport(channels, "2026-04");
  }

  public static <T> T result(CompletableFuture<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, SECONDS);
  }

  public static Throwable failure(CompletableFuture<?> future) {
    Throwable thrown = catchThrowable(() -> future.get(PATIENCE_SECONDS, SECONDS));
    Throwable cause = thrown.getCause();
    return thrown instanceof ExecutionException && cause != null ? cause : thrown;
  }

  /** Waits for a condition that another thread fulfils. */
  public static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(1))
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(condition);
  }
}
