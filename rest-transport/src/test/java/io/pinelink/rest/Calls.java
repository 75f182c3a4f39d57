package io.pinelink.rest;

import static io.pinelink.spi.ControlOperations.LIST_INDEXES;

import io.pinelink.control.IndexDescription;
import io.pinelink.error.PinelinkException;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.ListResponse;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.DeadlineTimer;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.request.EmptyRequest;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** Routes, contexts and options for the calls of tests. */
public final class Calls {
  public static final String KEY = "pcsk_very_secret";
  public static final String HOST = "api.pinecone.io";
  public static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  public static final Duration LONG = Duration.ofSeconds(20);

  private Calls() {}

  public static TransportOptions options() {
    return options(4_096, HttpVersion.HTTP_1_1, DnsResolver.system());
  }

  public static TransportOptions options(
      int maxResponseBytes, HttpVersion version, DnsResolver lookup) {
    return options(maxResponseBytes, version, lookup, LONG);
  }

  /** Returns the options for connections that must be ready within a time. */
  public static TransportOptions options(HttpVersion version, Duration connectTimeout) {
    return options(4_096, version, DnsResolver.system(), connectTimeout);
  }

  private static TransportOptions options(
      int maxResponseBytes, HttpVersion version, DnsResolver lookup, Duration connectTimeout) {
    return new TransportOptions(
        "2026-04",
        "lang=java; pinelink=test",
        connectTimeout,
        maxResponseBytes,
        4,
        version,
        new AddressResolver(lookup, () -> 0L, new RouteListener() {}));
  }

  public static RestTransport transport() {
    return transport(options());
  }

  public static RestTransport transport(TransportOptions options) {
    return transport(options, new DeadlineTimer());
  }

  public static RestTransport transport(TransportOptions options, DeadlineTimer deadlines) {
    return new RestTransport(options, Clock.fixed(NOW, ZoneOffset.UTC), deadlines);
  }

  public static RestTransport transport(DnsResolver lookup) {
    return transport(options(4_096, HttpVersion.HTTP_1_1, lookup));
  }

  /** Returns the plaintext route to a server on this machine. */
  public static Route local(int port) {
    return ControlPlaneEndpoint.route(
        "localhost:" + port, List.of(), new TrustedDomains(List.of()));
  }

  /** Returns the route to a logical host that is dialled at other addresses. */
  public static Route dialled(TlsOptions trust, String host, InetSocketAddress... addresses) {
    return dialled(trust, host, ConnectRule.forHost(host).dial(addresses));
  }

  /** Returns the route to a logical host that is dialled by a rule. */
  public static Route dialled(TlsOptions trust, String host, ConnectRule rule) {
    return ControlPlaneEndpoint.route(
        host,
        List.of(rule),
        new TrustedDomains(List.of()),
        new NetworkOptions(trust, ProxyOptions.none(), AddressGuard.privateOnly(), null));
  }

  public static CallContext context(Route route) {
    return context(route, Deadline.after(LONG));
  }

  public static CallContext context(Route route, Deadline deadline) {
    return context(route, "", deadline);
  }

  public static CallContext context(Route route, String namespace, Deadline deadline) {
    return new CallContext(
        route,
        namespace,
        deadline,
        new ApiKey(KEY),
        ExtraHeaders.none().with("x-extra", "yes"),
        1,
        CallHandling.unobserved(false));
  }

  public static CompletableFuture<ListResponse<IndexDescription>> list(
      Transport transport, Route route) {
    return transport.call(LIST_INDEXES, new EmptyRequest(), context(route));
  }

  public static <T> T resultOf(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  public static PinelinkException failureOf(CompletableFuture<?> future) throws Exception {
    try {
      Object result = future.get(30, TimeUnit.SECONDS);
      throw new AssertionError("no failure but " + result);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PinelinkException failure) {
        Assertions.assertThat(everythingIn(failure)).doesNotContain(KEY);
        return failure;
      }
      throw new AssertionError("not one of the client's exceptions", e);
    }
  }

  private static String everythingIn(Throwable failure) {
    java.io.StringWriter text = new java.io.StringWriter();
    failure.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
