package io.pinelink.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.spi.Destination;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteResolverTest {
  private final List<StatusOr<List<EquivalentAddressGroup>>> results = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private String answer = "10.0.0.1";

  private final NameResolver.Listener2 listener =
      new NameResolver.Listener2() {
        @Override
        public void onResult(NameResolver.ResolutionResult result) {
          results.add(result.getAddressesOrError());
        }

        @Override
        public void onError(Status error) {
          results.add(StatusOr.fromStatus(error));
        }
      };

  private RouteResolver resolver(Route route) {
    return new RouteResolver(Destination.of(route), args(), this::lookUp);
  }

  private InetAddress[] lookUp(String name) throws UnknownHostException {
    asked.add(name);
    return InetAddress.getAllByName(answer); // an address, so nobody is asked
  }

  private static NameResolver.Args args() {
    return NameResolver.Args.newBuilder()
        .setDefaultPort(443)
        .setProxyDetector(address -> null)
        .setSynchronizationContext(new SynchronizationContext((thread, failure) -> {}))
        .setOffloadExecutor(Runnable::run)
        .setServiceConfigParser(
            new NameResolver.ServiceConfigParser() {
              @Override
              public NameResolver.ConfigOrError parseServiceConfig(Map<String, ?> config) {
                return NameResolver.ConfigOrError.fromConfig(config);
              }
            })
        .build();
  }

  private static List<SocketAddress> addresses(StatusOr<List<EquivalentAddressGroup>> result) {
    return result.getValue().stream().flatMap(group -> group.getAddresses().stream()).toList();
  }

  @Test
  void theAuthorityIsTheLogicalHost() {
    assertThat(resolver(Calls.dialled(Calls.PRIVATE_HOST, 1)).getServiceAuthority())
        .isEqualTo(Calls.PRIVATE_HOST);
  }

  @Test
  void aNameIsResolvedAgainAtEachRefresh() {
    RouteResolver resolver = resolver(Calls.route(Calls.PRIVATE_HOST));
    resolver.start(listener);
    answer = "10.0.0.2";
    resolver.refresh();

    assertThat(asked).containsExactly(Calls.PRIVATE_HOST, Calls.PRIVATE_HOST);
    assertThat(addresses(results.get(0))).containsExactly(new InetSocketAddress("10.0.0.1", 443));
    assertThat(addresses(results.get(1))).containsExactly(new InetSocketAddress("10.0.0.2", 443));
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
    assertThat(addresses(results.get(0)))
        .containsExactly(
            new InetSocketAddress("10.0.0.1", 8443), new InetSocketAddress("10.0.0.9", 443));
  }

  @Test
  void aLoopbackNameThatResolvesElsewhereGetsNoPlaintext() {
    resolver(Calls.route("localhost:5081")).start(listener);

    assertThat(results)
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.getStatus().getDescription())
                    .contains("plaintext is for loopback alone"));
  }

  @Test
  void nothingIsToldAfterShutdown() {
    RouteResolver resolver = resolver(Calls.route(Calls.PRIVATE_HOST));
    resolver.shutdown();
    resolver.refresh();

    assertThat(results).isEmpty();
  }

  @Test
  void otherChannelsTargetsAreNotResolved() {
    RouteResolverProvider provider = new RouteResolverProvider();

    assertThat(provider.newNameResolver(URI.create("pinelink:///x"), args())).isNull();
    assertThat(provider.newNameResolver(URI.create("dns:///x"), args())).isNull();
  }
}
