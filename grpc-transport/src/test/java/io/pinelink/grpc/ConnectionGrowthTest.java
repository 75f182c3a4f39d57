package io.pinelink.grpc;

import static io.pinelink.grpc.Calls.on;
import static io.pinelink.grpc.Calls.options;
import static io.pinelink.grpc.Calls.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.DataOperations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The number of connections that a server sees, over real sockets on loopback. */
class ConnectionGrowthTest {
  private static final int LARGE = 600_000;

  private final RecordingService service = new RecordingService();
  private final AtomicInteger connections = new AtomicInteger();
  private Server server;

  @BeforeEach
  void start() throws Exception {
    service.answer =
        ListResponse.newBuilder()
            .addVectors(ListItem.newBuilder().setId("x".repeat(LARGE)))
            .build();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(service.definition())
            .addTransportFilter(new Counter())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private final class Counter extends ServerTransportFilter {
    @Override
    public Attributes transportReady(Attributes transport) {
      connections.incrementAndGet();
      return transport;
    }

    @Override
    public void transportTerminated(Attributes transport) {
      connections.decrementAndGet();
    }
  }

  private Route route() {
    NetworkOptions network =
        new NetworkOptions(
            TlsOptions.systemTrust(),
            ProxyOptions.none(),
            AddressGuard.privateOnly(),
            ConnectionLifetime.ofIdle(Duration.ofSeconds(1)));
    return new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()), network)
        .toHost("localhost:" + server.getPort());
  }

  private static CompletableFuture<?> list(GrpcTransport transport, Route route) {
    return transport.call(DataOperations.LIST_IDS, ListIdsRequest.all(), on(route));
  }

  @Tag("slow")
  @Test
  void connectionsGrowWithTheLoadAndShrinkAfterwards() throws Exception {
    Route route = route();
    try (GrpcTransport transport = GrpcTransport.create(options())) {
      result(list(transport, route)); // the first call shows how large the responses are
      assertThat(connections).hasValue(1);

      service.silent = true;
      List<CompletableFuture<?>> underWay = new ArrayList<>();
      Calls.await(
          () -> {
            underWay.add(list(transport, route));
            return connections.get() == options().maxConnections();
          });
      for (int i = 0; i < 100; i++) {
        underWay.add(list(transport, route));
      }
      // An idle one may still be closing; an excess one would have calls and stay open.
      Calls.await(() -> connections.get() == options().maxConnections());
      underWay.forEach(call -> call.cancel(true));
      service.silent = false;

      Calls.await(
          () -> {
            list(transport, route).join();
            return connections.get() == 1;
          });
    }
  }
}
