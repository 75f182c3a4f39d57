package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.error.NetworkCause;
import io.pinelink.internal.Timers;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.probe.ProbeConnector;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.network.TlsServer;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.dial.AddressResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectivityCheckTest {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The target's and the proxy's come first, whether or not there is anything to look up. */
  private static final int TWO_LOOKUPS = 2;

  private static final InetAddress IPV6_LOOPBACK = ipv6Loopback();

  private static final ProxyOptions PROXY =
      ProxyOptions.http("proxy.example", 3128).alsoForPrivateRoutes();

  private final DiagnosisBuilder findings = new DiagnosisBuilder(System::nanoTime);
  private final CountDownLatch end = new CountDownLatch(1);
  private final DnsResolver silent = name -> PrivateRoute.noAnswerBefore(end);

  @AfterEach
  void dnsIsAskedNoMore() {
    end.countDown();
  }

  private @Nullable Attempt reach(
      RoutePolicy policy,
      ProxyOptions proxy,
      DnsResolver lookup,
      Scheduler timers,
      ConnectRule... rules) {
    return reach(policy, TlsOptions.systemTrust(), proxy, lookup, timers, rules);
  }

  private @Nullable Attempt reach(
      RoutePolicy policy,
      TlsOptions tls,
      ProxyOptions proxy,
      DnsResolver lookup,
      Scheduler timers,
      ConnectRule... rules) {
    AddressResolver resolver = new AddressResolver(lookup, () -> 0L, new RouteListener() {});
    return new ConnectivityCheck(
            resolver,
            new BoundedDnsLookup(timers),
            new PathConnector(new ProbeConnector(resolver, timers)),
            STEP,
            findings)
        .reach(
            PrivateRoute.router(policy, tls, proxy, rules)
                .choose(IndexHosts.given(PrivateRoute.PUBLIC)));
  }

  private Step step(Check check) {
    return findings.steps().stream().filter(s -> s.check() == check).findFirst().orElseThrow();
  }

  private static InetAddress ipv6Loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static ConnectRule rule(InetSocketAddress... addresses) {
    return ConnectRule.forHost(PrivateRoute.HOST).dial(addresses);
  }

  @Test
  void dnsIsAwaitedNoLongerThanAStep() {
    Timers timers = Timers.thatAreOverAfter(0);

    reach(RoutePolicy.privateRequired(), ProxyOptions.none(), silent, timers);

    assertThat(timers.delays()).containsExactly(STEP);
    assertThat(step(Check.DNS).status()).isEqualTo(Status.FAILED);
    assertThat(step(Check.DNS).seen())
        .isEqualTo("DNS did not answer within 10 s for " + PrivateRoute.HOST);
    assertThat(step(Check.DNS).hint().orElseThrow()).startsWith("check this machine's DNS servers");
    assertThat(step(Check.TCP).status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void theTimeoutOfAPolicyCoversDns() {
    Timers timers = Timers.thatAreOverAfter(0);

    reach(RoutePolicy.privatePreferred(PATIENCE), ProxyOptions.none(), silent, timers);

    assertThat(timers.delays())
        .singleElement()
        .satisfies(delay -> assertThat(delay).isBetween(Duration.ZERO, PATIENCE));
    assertThat(step(Check.DNS).seen()).startsWith("DNS did not answer within 2 s for ");
  }

  @Test
  void theTimeoutOfAPolicyCoversAllAddressesAtOnce() throws Exception {
    Timers timers = Timers.thatAreOverAfter(TWO_LOOKUPS);
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      reach(
          RoutePolicy.privatePreferred(PATIENCE),
          ProxyOptions.none(),
          DnsResolver.system(),
          timers,
          rule(
              (InetSocketAddress) one.getLocalSocketAddress(),
              (InetSocketAddress) two.getLocalSocketAddress()));
    }

    // The last one is of the connection that finds out why nothing is answered.
    assertThat(timers.delays()).hasSize(5);
    assertThat(timers.delays().get(2)).isLessThanOrEqualTo(PATIENCE);
    assertThat(timers.delays().get(3)).isLessThanOrEqualTo(PATIENCE);
    assertThat(step(Check.TCP).status()).isEqualTo(Status.FAILED);
    assertThat(step(Check.TCP).seen()).contains("accepts connections, but no data passes");
  }

  @Test
  void anInterruptEndsTheWaitForTheAddresses() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      InetSocketAddress second = new InetSocketAddress("127.0.0.2", address.getPort());
      Thread.currentThread().interrupt();
      reach(
          RoutePolicy.privateRequired(),
          ProxyOptions.none(),
          DnsResolver.system(),
          new Timers(),
          rule(address, second));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(step(Check.TCP).status()).isEqualTo(Status.FAILED);
    assertThat(step(Check.TLS).status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void otherPoliciesGiveEachAddressAStep() throws Exception {
    Timers timers = Timers.thatAreOverAfter(TWO_LOOKUPS);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      reach(
          RoutePolicy.privateRequired(),
          ProxyOptions.none(),
          DnsResolver.system(),
          timers,
          rule((InetSocketAddress) server.getLocalSocketAddress()));
    }

    assertThat(timers.delays().get(2)).isBetween(PATIENCE, STEP);
  }

  @Test
  void aDeadFamilyOfAddressesIsReported() throws Exception {
    try (TlsServer server = new TlsServer(PrivateRoute.HOST, Instant.now(), "h2")) {
      InetSocketAddress dead = new InetSocketAddress(IPV6_LOOPBACK, server.address().getPort());
      reach(
          RoutePolicy.privateRequired(),
          TlsOptions.trustOnly(server.authority()),
          ProxyOptions.none(),
          DnsResolver.system(),
          new Timers(),
          rule(server.address(), dead));
    }

    assertThat(step(Check.TCP).status()).isEqualTo(Status.WARNING);
    assertThat(step(Check.TCP).seen()).endsWith("IPv6 does not work from here");
    assertThat(step(Check.TCP).hint().orElseThrow())
        .contains("security group for IPv6", "-Djava.net.preferIPv4Stack=true");
    assertThat(step(Check.TLS).status()).isEqualTo(Status.OK);
  }

  @Test
  void anUnresolvableProxyNameIsReported() {
    reach(
        RoutePolicy.privateRequired(),
        PROXY,
        name -> {
          throw new UnknownHostException(name);
        },
        new Timers(),
        rule(new InetSocketAddress("10.0.0.7", 443)));

    assertThat(step(Check.DNS).status()).isEqualTo(Status.OK);
    assertThat(step(Check.TCP))
        .usingRecursiveComparison()
        .ignoringFields("took")
        .isEqualTo(
            Step.of(
                Check.TCP,
                Status.FAILED,
                "the name of the proxy proxy.example:3128 does not resolve",
                Optional.of("check ProxyOptions or https.proxyHost, and this machine's DNS"),
                Duration.ZERO));
    assertThat(step(Check.TLS).status()).isEqualTo(Status.SKIPPED);
    assertThat(findings.reportedAt(NetworkCause.UNKNOWN_HOST)).isEqualTo(Check.TCP);
  }

  @Test
  void aDnsTimeoutForTheProxyIsReported() {
    reach(
        RoutePolicy.privateRequired(),
        PROXY,
        silent,
        Timers.thatAreOverAfter(1),
        rule(new InetSocketAddress("10.0.0.7", 443)));

    assertThat(step(Check.TCP).seen())
        .isEqualTo("DNS did not answer within 10 s for the name of the proxy proxy.example:3128");
    assertThat(step(Check.TCP).hint().orElseThrow()).startsWith("check this machine's DNS servers");
  }

  @Test
  void aProxyAtAPublicAddressIsRefusedForAPrivateRoute() throws Exception {
    InetAddress publicAddress = InetAddress.getByName("52.1.2.3");
    reach(
        RoutePolicy.privateRequired(),
        PROXY,
        name -> new InetAddress[] {publicAddress},
        new Timers(),
        rule(new InetSocketAddress("10.0.0.7", 443)));

    assertThat(step(Check.TCP).status()).isEqualTo(Status.FAILED);
    assertThat(step(Check.TCP).seen())
        .startsWith("the proxy proxy.example:3128 of host")
        .contains("is at 52.1.2.3, which is public, so nothing was sent");
    assertThat(step(Check.TCP).hint().orElseThrow())
        .isEqualTo("use a proxy inside the private network, or allow its range in AddressGuard");
    assertThat(step(Check.TLS).status()).isEqualTo(Status.SKIPPED);
  }
}
