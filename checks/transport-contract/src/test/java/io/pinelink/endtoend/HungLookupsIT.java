package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.grpc.GrpcTransport;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.StatsRequest;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.RestTransport;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.testsupport.Indexes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests a DNS that never answers for some names. */
@Tag("slow")
class HungLookupsIT {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String HANGS = "hangs.example";
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int CALLS = 64;

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();

  HungLookupsIT() {
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.close();
  }

  private InetAddress[] lookUp(String name) throws UnknownHostException {
    if (!name.endsWith(HANGS)) {
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
    hanging.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException(name);
  }

  private Transport transport(Protocol protocol) {
    TransportOptions options =
        new TransportOptions(
            "2026-04",
            "test",
            Duration.ofSeconds(20),
            1 << 20,
            4,
            HttpVersion.HTTP_1_1,
            new AddressResolver(this::lookUp, TIMEOUT, new RouteListener() {}));
    return protocol == Protocol.GRPC
        ? GrpcTransport.create(options)
        : RestTransport.create(options);
  }

  private CompletableFuture<IndexStats> stats(
      Transport transport, String host, String dialled, ProxyOptions proxy) {
    NetworkOptions network =
        new NetworkOptions(
            TlsOptions.trustOnly(server.authority().certificate()),
            proxy,
            AddressGuard.privateOnly(),
            null);
    ConnectRule rule =
        ConnectRule.forHost(host).dial(dialled, server.address(Listener.PUBLIC_DATA).getPort());
    Route route =
        new Router(RoutePolicy.asGiven(), List.of(rule), new TrustedDomains(List.of()), network)
            .toHost(host);
    return transport.call(
        DataOperations.DESCRIBE_INDEX_STATS,
        StatsRequest.all(),
        new CallContext(
            route,
            "",
            Deadline.after(Duration.ofSeconds(60)),
            new ApiKey(EmbeddedPinecone.API_KEY),
            ExtraHeaders.none(),
            1,
            CallHandling.unobserved(false)));
  }

  private static void assertNamed(CompletableFuture<IndexStats> call, String name) {
    Throwable failure = call.handle((stats, thrown) -> thrown).join();
    assertThat(failure)
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.networkCause()).isEqualTo(NetworkCause.DNS_TIMEOUT);
              assertThat(e.isUnsent()).isTrue();
              assertThat(e.isRetryable()).isTrue();
            })
        .hasMessageContaining(
            "DNS did not answer for "
                + name
                + " within 1 s; check this machine's DNS servers, and whether they can be reached");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void hangingLookupsDoNotDelayCallsToOtherHosts(Protocol protocol) throws Exception {
    try (Transport transport = transport(protocol)) {
      List<CompletableFuture<IndexStats>> hung = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        String host = "i" + i + "-a1b234c.svc.aped-4627-b74a.pinecone.io";
        hung.add(stats(transport, host, i + "." + HANGS, ProxyOptions.none()));
      }

      assertThat(
              stats(transport, HOST, "server.example", ProxyOptions.none())
                  .get(60, TimeUnit.SECONDS)
                  .totalVectorCount())
          .isZero();
      for (int i = 0; i < CALLS; i++) {
        assertNamed(hung.get(i), i + "." + HANGS);
      }
      end.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void callsToAHostWithHangingLookupsShareTwoThreads(Protocol protocol) {
    try (Transport transport = transport(protocol)) {
      for (int round = 0; round < 3; round++) {
        List<CompletableFuture<IndexStats>> hung = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
          hung.add(stats(transport, HOST, HANGS, ProxyOptions.none()));
        }
        hung.forEach(call -> assertNamed(call, HANGS));
      }

      assertThat(hanging).hasValue(2);
      end.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aProxyWithAHangingLookupIsNamed(Protocol protocol) {
    try (Transport transport = transport(protocol)) {
      assertNamed(
          stats(transport, HOST, "server.example", ProxyOptions.http("proxy." + HANGS, 3128)),
          "proxy." + HANGS);
      end.countDown();
    }
  }
}
