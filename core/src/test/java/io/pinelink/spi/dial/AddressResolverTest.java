package io.pinelink.spi.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.failure.RefusedAddressException;
import io.pinelink.internal.failure.UnknownProxyException;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.network.AddressClass;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RouteListener.Connection;
import io.pinelink.routing.RoutePolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AddressResolverTest {
  private static final String HOST = "docs-a1.svc.private.aped-1.pinecone.io";
  private static final String PUBLIC_HOST = "docs-a1.svc.aped-1.pinecone.io";

  private final List<Connection> refused = new ArrayList<>();
  private final RouteListener listener =
      new RouteListener() {
        @Override
        public void refused(Connection connection) {
          refused.add(connection);
        }
      };

  /** Always the lowest number, which turns a list of two around. */
  private final Resolver resolver =
      new Resolver(new AddressResolver(AddressResolverTest::lookUp, () -> 0L, listener));

  /** A resolver whose results are waited for. */
  private record Resolver(AddressResolver resolver) {
    List<InetSocketAddress> addresses(Destination destination) throws IOException {
      return await(resolver.addresses(destination));
    }

    List<ConnectTarget> connectTargets(Destination destination) throws IOException {
      return await(resolver.connectTargets(destination));
    }

    private static <T> T await(CompletableFuture<T> lookup) throws IOException {
      try {
        return lookup.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        throw e;
      }
    }
  }

  private static Destination of(String host, ConnectRule... rules) {
    return of(AddressGuard.privateOnly(), ProxyOptions.none(), host, rules);
  }

  private static Destination of(
      AddressGuard guard, ProxyOptions proxy, String host, ConnectRule... rules) {
    NetworkOptions network = new NetworkOptions(TlsOptions.systemTrust(), proxy, guard, null);
    return Destination.of(
        new Router(RoutePolicy.asGiven(), List.of(rules), new TrustedDomains(List.of()), network)
            .toHost(host));
  }

  private static Destination privateRequired(AddressGuard guard, String host, ConnectRule rule) {
    NetworkOptions network =
        new NetworkOptions(TlsOptions.systemTrust(), ProxyOptions.none(), guard, null);
    TrustedDomains trusted = new TrustedDomains(List.of("emulator.example"));
    return Destination.of(
        new Router(RoutePolicy.privateRequired(), List.of(rule), trusted, network).toHost(host));
  }

  private static InetSocketAddress name(String name, int port) {
    return InetSocketAddress.createUnresolved(name, port);
  }

  private static InetAddress[] lookUp(String name) throws UnknownHostException {
    return switch (name) {
      case "two.example" -> addresses("10.0.0.1", "10.0.0.2");
      case "localhost" -> addresses("127.0.0.1", "10.0.0.3");
      case "mixed.example" -> addresses("10.0.0.4", "52.1.2.3");
      case "docs.localhost" -> addresses("127.0.0.1", "52.1.2.3");
      case "good.localhost" -> addresses("127.0.0.1");
      case "inside.example" -> addresses("52.1.2.3");
      default -> throw new UnknownHostException(name);
    };
  }

  private static InetAddress[] addresses(String... literals) throws UnknownHostException {
    InetAddress[] all = new InetAddress[literals.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = InetAddress.getByName(literals[i]);
    }
    return all;
  }

  @Test
  void targetsAreTriedInTurnAndTheAddressesOfANameInRandomOrder() throws Exception {
    Destination destination =
        of(
            HOST,
            ConnectRule.forHost(HOST)
                .dial(new InetSocketAddress("10.0.0.9", 443), name("two.example", 8443))
                .orElse(new InetSocketAddress("10.0.0.8", 443)));

    assertThat(destination.isResolved()).isFalse();
    assertThat(resolver.addresses(destination))
        .containsExactly(
            new InetSocketAddress("10.0.0.9", 443),
            new InetSocketAddress("10.0.0.2", 8443),
            new InetSocketAddress("10.0.0.1", 8443),
            new InetSocketAddress("10.0.0.8", 443));
  }

  @Test
  void connectionsSpreadOverTheAddressesOfAName() throws Exception {
    Resolver random =
        new Resolver(
            new AddressResolver(
                AddressResolverTest::lookUp, new SplittableRandom(7), new RouteListener() {}));
    Destination destination = of(HOST, ConnectRule.forHost(HOST).dial("two.example"));
    Map<InetSocketAddress, Integer> first = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      first.merge(random.addresses(destination).get(0), 1, Integer::sum);
    }

    assertThat(first.values()).hasSize(2).allMatch(times -> times > 30);
  }

  @Test
  void anUnresolvableNameFailsOnlyIfThereIsNoOtherAddress() throws Exception {
    ConnectRule.Dial rule = ConnectRule.forHost(HOST);

    assertThat(
            resolver.addresses(
                of(HOST, rule.dial(name("nowhere.example", 443), name("two.example", 443)))))
        .hasSize(2);
    assertThatThrownBy(() -> resolver.addresses(of(HOST, rule.dial("nowhere.example"))))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("nowhere.example");
  }

  @Test
  void oneAddressOffLoopbackRefusesPlaintext() {
    assertThatThrownBy(() -> resolver.addresses(of("localhost:5081")))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessage("plaintext is for loopback only, but localhost leads to 10.0.0.3");
  }

  @Test
  void onePublicAddressRefusesAPrivateRoute() {
    assertThatThrownBy(
            () -> resolver.addresses(of(HOST, ConnectRule.forHost(HOST).dial("mixed.example"))))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessage(
            "private host "
                + HOST
                + " leads to 52.1.2.3, which is public, so nothing was sent; the DNS zone"
                + " 'private.aped-1.pinecone.io' should answer with the private endpoint's"
                + " address, or AddressGuard must allow the range");
    assertThat(refused)
        .containsExactly(
            new Connection(
                HOST,
                Route.Kind.PRIVATE,
                false,
                new InetSocketAddress("52.1.2.3", 443),
                AddressClass.PUBLIC));
  }

  @Test
  void onePublicAddressRefusesALocalHostUnderPrivateRequired() {
    Destination emulator =
        privateRequired(
            AddressGuard.privateOnly(),
            "emulator.example",
            ConnectRule.forHost("emulator.example").dial("mixed.example"));

    assertThatThrownBy(() -> resolver.addresses(emulator))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessage(
            "host emulator.example leads to 52.1.2.3, which is public, so nothing was sent; the"
                + " route policy requires private addresses: dial one in the ConnectRule, or"
                + " AddressGuard must allow the range");
    assertThat(refused).extracting(Connection::kind).containsExactly(Route.Kind.LOCAL);
  }

  @Test
  void privateRequiredAcceptsLoopbackOnlyIfTheGuardAllowsIt() throws Exception {
    ConnectRule rule = ConnectRule.forHost("*.localhost").dial("good.localhost", 5081);

    for (String host : List.of("docs.localhost:5081", "https://docs.localhost:5081")) {
      assertThatThrownBy(
              () -> resolver.addresses(privateRequired(AddressGuard.privateOnly(), host, rule)))
          .isInstanceOf(RefusedAddressException.class)
          .hasMessageEndingWith("or allow loopback in AddressGuard");
      assertThat(
              resolver.addresses(
                  privateRequired(AddressGuard.privateOnly().allowingLoopback(), host, rule)))
          .hasSize(1);
    }
  }

  @Test
  void aNameUnderLocalhostThatLeadsElsewhereIsRefused() throws Exception {
    assertThatThrownBy(() -> resolver.addresses(of("https://docs.localhost")))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessage(
            "host docs.localhost leads to 52.1.2.3, which is not loopback, so nothing was sent;"
                + " names under localhost receive the API key at loopback addresses only, unless"
                + " trustedDomain lists them");
    assertThatThrownBy(
            () ->
                resolver.addresses(
                    privateRequired(
                        AddressGuard.privateOnly().allowing("52.0.0.0/8").allowingLoopback(),
                        "https://good.localhost",
                        ConnectRule.forHost("good.localhost").dial("inside.example"))))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageContaining("good.localhost leads to 52.1.2.3, which is not loopback");
    assertThatThrownBy(() -> resolver.addresses(of("http://docs.localhost")))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageStartingWith("plaintext is for loopback only");
    assertThat(resolver.addresses(of("https://good.localhost"))).hasSize(1);
  }

  @Test
  void aControlPlaneUnderLocalhostThatLeadsElsewhereIsRefused() {
    Route route =
        ControlPlaneEndpoint.route(
            "https://docs.localhost", List.of(), new TrustedDomains(List.of()));

    assertThatThrownBy(() -> resolver.addresses(Destination.of(route)))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageContaining("docs.localhost leads to 52.1.2.3, which is not loopback");
  }

  @Test
  void noProxyIsUsedForANameUnderLocalhost() {
    Destination destination =
        of(
            AddressGuard.privateOnly(),
            ProxyOptions.http("two.example", 3128),
            "docs-a1.svc.e.x.localhost",
            ConnectRule.forHost("docs-a1.svc.e.x.localhost").dial("docs.localhost"));

    assertThat(destination.options().proxy()).isEmpty();
    assertThatThrownBy(() -> resolver.connectTargets(destination))
        .isInstanceOf(RefusedAddressException.class);
  }

  @Test
  void configuredRangesArePrivateToo() throws Exception {
    AddressGuard guard = AddressGuard.privateOnly().allowing("52.1.0.0/16");
    ConnectRule rule = ConnectRule.forHost(HOST).dial("mixed.example");

    assertThat(resolver.addresses(of(guard, ProxyOptions.none(), HOST, rule))).hasSize(2);
  }

  @Test
  void publicRoutesMayUseAnyAddress() throws Exception {
    ConnectRule rule = ConnectRule.forHost(PUBLIC_HOST).dial("inside.example");

    assertThat(resolver.addresses(of(PUBLIC_HOST, rule))).hasSize(1);
    assertThat(refused).isEmpty();
  }

  @Test
  void aProxyResolvesUnguardedNames() throws Exception {
    ProxyOptions proxy = ProxyOptions.http("two.example", 3128);

    assertThat(resolver.addresses(of(AddressGuard.privateOnly(), proxy, PUBLIC_HOST)))
        .containsExactly(name(PUBLIC_HOST, 443));
    assertThat(
            resolver.addresses(
                of(
                    AddressGuard.privateOnly(),
                    proxy.alsoForPrivateRoutes(),
                    HOST,
                    ConnectRule.forHost(HOST).dial("two.example"))))
        .as("a proxy that receives the name could find another address")
        .allMatch(address -> !address.isUnresolved())
        .allMatch(address -> address.getHostString().startsWith("10.0.0."));
  }

  @Test
  void withoutAProxyEachAddressIsAConnectTarget() throws Exception {
    assertThat(resolver.connectTargets(of(HOST, ConnectRule.forHost(HOST).dial("two.example"))))
        .containsExactly(
            new ConnectTarget(new InetSocketAddress("10.0.0.2", 443), null),
            new ConnectTarget(new InetSocketAddress("10.0.0.1", 443), null));
  }

  @Test
  void eachAddressOfAProxyIsAConnectTargetForEachTarget() throws Exception {
    ConnectRule rule =
        ConnectRule.forHost(PUBLIC_HOST).dial(name("a.example", 443), name("b.example", 8443));

    assertThat(
            resolver.connectTargets(
                of(
                    AddressGuard.privateOnly(),
                    ProxyOptions.http("two.example", 3128),
                    PUBLIC_HOST,
                    rule)))
        .containsExactly(
            new ConnectTarget(name("a.example", 443), new InetSocketAddress("10.0.0.2", 3128)),
            new ConnectTarget(name("a.example", 443), new InetSocketAddress("10.0.0.1", 3128)),
            new ConnectTarget(name("b.example", 8443), new InetSocketAddress("10.0.0.2", 3128)),
            new ConnectTarget(name("b.example", 8443), new InetSocketAddress("10.0.0.1", 3128)));
  }

  @Test
  void aProxyThatDoesNotResolveIsNamed() {
    Destination destination =
        of(AddressGuard.privateOnly(), ProxyOptions.http("proxy.example", 3128), PUBLIC_HOST);

    assertThatThrownBy(() -> resolver.connectTargets(destination))
        .isInstanceOf(UnknownProxyException.class)
        .hasMessage("the name of the proxy proxy.example:3128 does not resolve");
  }

  @Test
  void onePublicAddressOfAProxyRefusesAPrivateRoute() {
    ProxyOptions proxy = ProxyOptions.http("mixed.example", 3128).alsoForPrivateRoutes();
    Destination destination =
        of(AddressGuard.privateOnly(), proxy, HOST, ConnectRule.forHost(HOST).dial("two.example"));

    assertThatThrownBy(() -> resolver.connectTargets(destination))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessage(
            "the proxy mixed.example:3128 of host "
                + HOST
                + " is at 52.1.2.3, which is public, so nothing was sent; the route requires"
                + " private addresses, also for its proxy: use a proxy in the private network, or"
                + " allow the range in AddressGuard");
    assertThat(refused)
        .extracting(Connection::address)
        .containsExactly(new InetSocketAddress("52.1.2.3", 3128));
  }

  @Test
  void aProxyOnLoopbackIsRefusedForAPrivateRouteUnlessTheGuardAllowsIt() throws Exception {
    ProxyOptions proxy = ProxyOptions.http("good.localhost", 3128).alsoForPrivateRoutes();
    ConnectRule rule = ConnectRule.forHost(HOST).dial("two.example");

    assertThatThrownBy(
            () -> resolver.connectTargets(of(AddressGuard.privateOnly(), proxy, HOST, rule)))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageEndingWith("also for its proxy: allow loopback in AddressGuard");
    assertThat(
            resolver.connectTargets(
                of(AddressGuard.privateOnly().allowingLoopback(), proxy, HOST, rule)))
        .hasSize(2);
  }

  @Test
  void aProxyOfAPublicRouteMayBeAnywhere() throws Exception {
    ProxyOptions proxy = ProxyOptions.http("mixed.example", 3128);

    assertThat(resolver.connectTargets(of(AddressGuard.privateOnly(), proxy, PUBLIC_HOST)))
        .hasSize(2);
    assertThat(refused).isEmpty();
  }

  @Test
  void exceptionsOfAListenerAreIgnored() {
    AddressResolver bad =
        new AddressResolver(
            AddressResolverTest::lookUp,
            () -> 0L,
            new RouteListener() {
              @Override
              public void connected(Connection connection) {
                throw new IllegalStateException("a user's mistake");
              }
            });

    bad.connected(of(HOST), new InetSocketAddress("10.0.0.1", 443));
  }

  @Test
  void resolvedAddressesAreNotLookedUp() throws Exception {
    Destination destination =
        of(HOST, ConnectRule.forHost(HOST).dial(new InetSocketAddress("10.0.0.9", 443)));

    assertThat(destination.isResolved()).isTrue();
    assertThat(resolver.addresses(destination)).hasSize(1);
  }
}
