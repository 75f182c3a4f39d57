package io.pinelink.grpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.pinelink.grpc.Calls;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.Destination;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteResolverTest {
  private final List<List<RouteAddress>> results = new ArrayList<>();
  private final List<Status> failures = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private String answer = "10.0.0.1";

  private final NameResolver.Listener2 listener =
      new NameResolver.Listener2() {
        @Override
        @SuppressWarnings("deprecation") // the only method that the oldest release has
        public void onResult(NameResolver.ResolutionResult result) {
          results.add(
              result.getAddresses().stream()
                  .map(EquivalentAddressGroup::getAddresses)
                  .flatMap(List::stream)
                  .map(RouteAddress.class::cast)
                  .toList());
        }

        @Override
        public void onError(Status error) {
          failures.add(error);
        }
      };

  private RouteResolver resolver(Route route) {
    AddressResolver resolver = resolver(this::lookUp);
    return new RouteResolver(Destination.of(route), args(), resolver);
  }

  /** Returns a resolver whose lookups run on the thread that asks. */
  private static AddressResolver resolver(DnsResolver dns) {
    return new AddressResolver(
        dns, Duration.ofSeconds(10), Runnable::run, () -> 0L, new RouteListener() {});
  }

  private InetAddress[] lookUp(String name) throws UnknownHostException {
    asked.add(name);
    List<InetAddress> found = new ArrayList<>();
    for (String literal : answer.split(",", -1)) {
      found.add(InetAddress.getByName(literal)); // an address, so no lookup is made
    }
    return found.toArray(InetAddress[]::new);
  }

  private NameResolver.Args args() {
    return NameResolver.Args.newBuilder()
        .setDefaultPort(443)
        .setProxyDetector(address -> null)
        .setSynchronizationContext(new SynchronizationContext((thread, failure) -> {}))
        .setScheduledExecutorService(timer)
        .setServiceConfigParser(
            new NameResolver.ServiceConfigParser() {
              @Override
              public NameResolver.ConfigOrError parseServiceConfig(Map<String, ?> config) {
                return NameResolver.ConfigOrError.fromConfig(config);
              }
            })
        .build();
  }

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void theAuthorityIsTheLogicalHost() {
    assertThat(resolver(Calls.route(Calls.PRIVATE_HOST)).getServiceAuthority())
        .isEqualTo(Calls.PRIVATE_HOST);
  }

  @Test
  void aNameIsResolvedAgainAtEachRefresh() {
    RouteResolver resolver = resolver(Calls.route(Calls.PRIVATE_HOST));
    resolver.start(listener);
    answer = "10.0.0.2";
    resolver.refresh();

    assertThat(asked).containsExactly(Calls.PRIVATE_HOST, Calls.PRIVATE_HOST);
    assertThat(results.get(0))
        .extracting(RouteAddress::dialled)
        .containsExactly(new InetSocketAddress("10.0.0.1", 443));
    assertThat(results.get(1))
        .extracting(RouteAddress::dialled)
        .containsExactly(new InetSocketAddress("10.0.0.2", 443));
  }

  @Test
  void aNameInUseIsResolvedPeriodically() {
    RouteResolver resolver = resolver(Calls.route(Calls.PRIVATE_HOST));
    resolver.start(listener);

    assertThat(timer.getQueue())
        .singleElement()
        .satisfies(
            next -> assertThat(((Delayed) next).getDelay(TimeUnit.SECONDS)).isBetween(1L, 60L));

    resolver.shutdown();
    timer.purge();
    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void aFailedLookupKeepsThePreviousAddresses() {
    RouteResolver resolver = resolver(Calls.route(Calls.PRIVATE_HOST));
    resolver.start(listener);
    answer = "203.0.113.1"; // the address guard refuses it
    resolver.refresh();

    assertThat(asked).hasSize(2);
    assertThat(results).hasSize(1);
    assertThat(failures).isEmpty();
    timer.purge(); // of cancelled tasks
    assertThat(timer.getQueue()).as("the lookup is repeated").hasSize(1);
  }

  @Test
  void aFailedFirstLookupIsReported() {
    answer = "203.0.113.1";
    resolver(Calls.route(Calls.PRIVATE_HOST)).start(listener);

    assertThat(results).isEmpty();
    assertThat(failures).hasSize(1);
  }

  @Test
  void theProxyIsDialledInPlaceOfTheHost() {
    NetworkOptions network =
        new NetworkOptions(
            TlsOptions.systemTrust(),
            ProxyOptions.http("proxy.example", 3128).credentials("me", "secret"),
            AddressGuard.privateOnly(),
            null);
    Route route =
        new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()), network)
            .toHost(Calls.PUBLIC_HOST);
    resolver(route).start(listener);

    assertThat(asked).as("the proxy resolves the host").containsExactly("proxy.example");
    assertThat(results.get(0))
        .singleElement()
        .satisfies(
            address -> {
              assertThat(address.dialled()).isEqualTo(new InetSocketAddress("10.0.0.1", 3128));
              assertThat(address.target().target())
                  .isEqualTo(InetSocketAddress.createUnresolved(Calls.PUBLIC_HOST, 443));
              assertThat(address.proxy()).isNotNull();
              assertThat(address.toString()).doesNotContain("secret");
            });
  }

  @Test
  void eachAddressOfAProxyIsTried() {
    answer = "10.0.0.1,10.0.0.2";
    NetworkOptions network =
        new NetworkOptions(
            TlsOptions.systemTrust(),
            ProxyOptions.http("proxy.example", 3128),
            AddressGuard.privateOnly(),
            null);
    resolver(
            new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()), network)
                .toHost(Calls.PUBLIC_HOST))
        .start(listener);

    assertThat(results.get(0))
        .extracting(RouteAddress::dialled)
        .containsExactlyInAnyOrder(
            new InetSocketAddress("10.0.0.1", 3128), new InetSocketAddress("10.0.0.2", 3128));
  }

  @Test
  void targetsKeepTheirOrderAndTheirPorts() {
    RouteResolver resolver =
        resolver(
            Calls.route(
                Calls.PRIVATE_HOST,
                ConnectRule.forHost(Calls.PRIVATE_HOST)
                    .dial(
                        InetSocketAddress.createUnresolved("zone.example", 8443),
                        new InetSocketAddress("10.0.0.9", 443))));
    resolver.start(listener);

    assertThat(asked).containsExactly("zone.example");
    assertThat(results.get(0))
        .extracting(RouteAddress::dialled)
        .containsExactly(
            new InetSocketAddress("10.0.0.1", 8443), new InetSocketAddress("10.0.0.9", 443));
    assertThat(results.get(0)).extracting(RouteAddress::isFirst).containsExactly(true, false);
  }

  @Test
  void aLoopbackNameThatResolvesElsewhereGetsNoPlaintext() {
    resolver(Calls.route("localhost:5081")).start(listener);

    assertThat(failures)
        .singleElement()
        .satisfies(
            status ->
                assertThat(status.getDescription()).contains("plaintext is for loopback only"));
  }

  @Test
  void nothingIsReportedAfterShutdown() {
    RouteResolver resolver = resolver(Calls.route(Calls.PRIVATE_HOST));
    resolver.shutdown();
    resolver.refresh();

    assertThat(results).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void otherTargetsAreNotResolved() {
    AddressResolver resolver = resolver(this::lookUp);
    RouteResolverProvider provider =
        new RouteResolverProvider(Destination.of(Calls.route(Calls.PRIVATE_HOST)), resolver);

    assertThat(provider.newNameResolver(URI.create(provider.target()), args())).isNotNull();
    assertThat(provider.newNameResolver(URI.create("dns:///x"), args())).isNull();
  }
}
