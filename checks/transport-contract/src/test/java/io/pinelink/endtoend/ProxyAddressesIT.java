package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.RestTransport;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests a proxy whose name resolves to several addresses, or to none. */
class ProxyAddressesIT {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PROXY = "proxy.example";

  private final EmbeddedPinecone server = EmbeddedPinecone.start();

  ProxyAddressesIT() {
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Transport transport(Protocol protocol, DnsResolver lookup) {
    // Always the highest number, which does not change the order of a list.
    AddressResolver resolver = new AddressResolver(lookup, () -> -1L, new RouteListener() {});
    TransportOptions options =
        new TransportOptions(
            "2026-04", "test", Duration.ofSeconds(5), 1 << 20, 4, HttpVersion.HTTP_1_1, resolver);
    return protocol == Protocol.GRPC
        ? GrpcTransport.create(options)
        : RestTransport.create(options);
  }

  private CompletableFuture<IndexStats> stats(Transport transport, int proxyPort) {
    NetworkOptions network =
        new NetworkOptions(
            TlsOptions.trustOnly(server.authority().certificate()),
            ProxyOptions.http(PROXY, proxyPort)
                .credentials(ConnectProxy.USER, ConnectProxy.PASSWORD),
            AddressGuard.privateOnly(),
            null);
    Route route =
        new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()), network)
            .toHost(HOST);
    return transport.call(
        DataOperations.DESCRIBE_INDEX_STATS,
        StatsRequest.all(),
        new CallContext(
            route,
            "",
            Deadline.after(Duration.ofSeconds(20)),
            new ApiKey(EmbeddedPinecone.API_KEY),
            ExtraHeaders.none(),
            1,
            CallHandling.unobserved(false)));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theNextAddressIsTriedIfOneRefusesConnections(Protocol protocol) throws Exception {
    InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
    InetAddress somebody = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ConnectProxy proxy = new ConnectProxy(server.address(Listener.PUBLIC_DATA));
        Transport transport = transport(protocol, name -> new InetAddress[] {nobody, somebody})) {
      assertThat(stats(transport, proxy.port()).get(20, TimeUnit.SECONDS).totalVectorCount())
          .isZero();
      assertThat(proxy.asked).containsExactly("CONNECT " + HOST + ":443 HTTP/1.1");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aProxyThatDoesNotResolveIsNamed(Protocol protocol) {
    DnsResolver nothing =
        name -> {
          throw new UnknownHostException(name);
        };
    try (Transport transport = transport(protocol, nothing)) {
      Throwable thrown = catchThrowable(() -> stats(transport, 3128).get(20, TimeUnit.SECONDS));

      assertThat(thrown.getCause())
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.networkCause()).isEqualTo(NetworkCause.UNKNOWN_HOST);
                assertThat(e.isUnsent()).isTrue();
              })
          .hasMessage(
              "describeIndexStats on "
                  + HOST
                  + " (public route): the name of the proxy proxy.example:3128 does not resolve;"
                  + " check ProxyOptions, and DNS where this client runs");
    }
  }
}
