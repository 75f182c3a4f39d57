package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import io.pinelink.testsupport.LoggedLines;
import io.pinelink.testsupport.SilentAddress;
import io.pinelink.testsupport.UnreadyServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests connections to hosts of which some addresses are dead. The connect timeout is longer than a
 * test may take, so that a test passes only if no address is waited for.
 */
@Tag("slow")
@Timeout(60)
class DeadAddressesIT {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static final Duration LONG = Duration.ofMinutes(10);

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final List<InetSocketAddress> connected = new CopyOnWriteArrayList<>();

  DeadAddressesIT() {
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Pinelink.Builder builder() {
    return Pinelink.builder()
        .apiKey(EmbeddedPinecone.API_KEY)
        .tls(TlsOptions.trustOnly(server.authority().certificate()))
        .proxy(ProxyOptions.none())
        .connectTimeout(LONG)
        .timeout(LONG)
        .retryOptions(RetryOptions.none())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .routeListener(
            new RouteListener() {
              @Override
              public void connected(Connection connection) {
                connected.add(connection.address());
              }
            });
  }

  private InetSocketAddress live() {
    return server.address(Listener.PRIVATE_DATA);
  }

  private static SilentAddress silent() {
    return SilentAddress.open(InetAddress.getLoopbackAddress(), 0);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aSilentAddressIsOvertakenByTheNextOne(Protocol protocol) {
    try (SilentAddress silent = silent();
        Pinelink client =
            builder()
                .protocols(protocol)
                .connectRule(ConnectRule.forHost(PRIVATE).dial(silent.address(), live()))
                .build()) {
      assertThat(client.indexAt(PRIVATE).describeIndexStats()).isNotNull();
      assertThat(connected).containsExactly(live());
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aHandshakeWithoutAnAnswerIsOvertakenByTheNextAddress(Protocol protocol) {
    try (UnreadyServer stalled = UnreadyServer.start(UnreadyServer.Behavior.IS_SILENT);
        Pinelink client =
            builder()
                .protocols(protocol)
                .connectRule(ConnectRule.forHost(PRIVATE).dial(stalled.address(), live()))
                .build()) {
      assertThat(client.indexAt(PRIVATE).describeIndexStats()).isNotNull();
      assertThat(connected).containsExactly(live());
      assertThat(stalled.connections()).isOne();

      client.indexAt(PRIVATE).describeIndexStats();
      assertThat(stalled.connections()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aDeadFamilyDoesNotDelayTheOther(Protocol protocol) throws Exception {
    DnsResolver dns =
        name ->
            new InetAddress[] {
              InetAddress.getAllByName("::1")[0], InetAddress.getAllByName("127.0.0.1")[0]
            };
    try (SilentAddress ipv6 =
            SilentAddress.open(InetAddress.getAllByName("::1")[0], live().getPort());
        Pinelink client =
            builder()
                .protocols(protocol)
                .dnsResolver(dns)
                .connectRule(ConnectRule.forHost(PRIVATE).dial("both.test", live().getPort()))
                .build()) {
      assertThat(ipv6.address().getPort()).isEqualTo(live().getPort());
      assertThat(client.indexAt(PRIVATE).describeIndexStats()).isNotNull();
      assertThat(connected).containsExactly(live());
    }
  }

  @Test
  void theProbeOfThePrivateHostOvertakesASilentAddress() {
    try (SilentAddress silent = silent();
        Pinelink client =
            builder()
                .routePolicy(RoutePolicy.privatePreferred(Duration.ofSeconds(50)))
                .connectRule(ConnectRule.forHost(PRIVATE).dial(silent.address(), live()))
                .build()) {
      assertThat(client.indexAt(HOST).route().kind()).isEqualTo(Route.Kind.PRIVATE);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aReplacedEndpointIsFoundByAFreshLookup(Protocol protocol) {
    try (SilentAddress old = SilentAddress.open(loopback(7), live().getPort());
        Pinelink client =
            builder()
                .protocols(protocol)
                .dnsResolver(cached(loopback(7), live().getAddress()))
                .connectRule(ConnectRule.forHost(PRIVATE).dial("moved.test", live().getPort()))
                .build()) {
      assertThat(old.address().getAddress()).isEqualTo(loopback(7));
      assertThat(client.indexAt(PRIVATE).describeIndexStats()).isNotNull();
      assertThat(connected).containsExactly(live());
    }
  }

  /** Returns a resolver whose cache has another address than DNS. */
  private static DnsResolver cached(InetAddress before, InetAddress now) {
    return new DnsResolver() {
      @Override
      public InetAddress[] addressesOf(String name) {
        return new InetAddress[] {before};
      }

      @Override
      public InetAddress[] freshAddressesOf(String name) {
        return new InetAddress[] {now};
      }
    };
  }

  private static InetAddress loopback(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aFailureNamesEachAddressWithItsProblem(Protocol protocol) {
    InetSocketAddress closed = new InetSocketAddress(loopback(8), live().getPort());
    try (SilentAddress silent = silent();
        Pinelink client =
            builder()
                .protocols(protocol)
                .connectTimeout(Duration.ofSeconds(1))
                .connectRule(ConnectRule.forHost(PRIVATE).dial(silent.address(), closed))
                .build()) {
      Index docs = client.indexAt(PRIVATE);

      assertThatThrownBy(docs::describeIndexStats)
          .asInstanceOf(type(TransportException.class))
          .returns(true, TransportException::isUnsent)
          .extracting(Throwable::getMessage)
          .asString()
          .contains("127.0.0.8:" + closed.getPort() + ": refused")
          .contains("127.0.0.1:" + silent.address().getPort() + ": timed out or no route");
    }
  }

  /**
   * gRPC itself would answer the next calls with the failure of the first for up to two minutes.
   */
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void noCallFailsOfAnEarlierFailure(Protocol protocol) {
    AtomicInteger lookups = new AtomicInteger();
    DnsResolver dns =
        name ->
            new InetAddress[] {
              lookups.incrementAndGet() <= 3
                  ? loopback(8)
                  : live().getAddress() // refuses, then answers
            };
    try (Pinelink client =
        builder()
            .protocols(protocol)
            .dnsResolver(dns)
            .connectRule(ConnectRule.forHost(PRIVATE).dial("outage.test", live().getPort()))
            .build()) {
      Index docs = client.indexAt(PRIVATE);
      assertThatThrownBy(docs::describeIndexStats)
          .asInstanceOf(type(TransportException.class))
          .returns(NetworkCause.CONNECTION_REFUSED, TransportException::networkCause);
      lookups.set(3);

      assertThat(docs.describeIndexStats()).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void refusedAddressesAreLoggedOnceAMinute(Protocol protocol) {
    try (LoggedLines library = LoggedLines.of("io.grpc", Level.WARNING);
        LoggedLines log = LoggedLines.of("io.pinelink", Level.WARNING);
        Pinelink client =
            builder()
                .protocols(protocol)
                .dnsResolver(name -> new InetAddress[] {InetAddress.getByName("203.0.113.1")})
                .build()) {
      Index docs = client.indexAt(PRIVATE);
      for (int i = 0; i < 50; i++) {
        assertThatThrownBy(docs::describeIndexStats)
            .asInstanceOf(type(TransportException.class))
            .returns(NetworkCause.REFUSED_ADDRESS, TransportException::networkCause);
      }
      assertThat(library.lines()).isEmpty();
      assertThat(
              log.lines().stream().filter(line -> line.startsWith("no connection to " + PRIVATE)))
          // Two if the calls take longer than a minute.
          .hasSizeBetween(1, 2);
    }
  }
}
