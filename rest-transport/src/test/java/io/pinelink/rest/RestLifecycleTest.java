package io.pinelink.rest;

import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.list;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.IndexDescription;
import io.pinelink.error.TransportException;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Protocol;
import io.pinelink.rest.http.HttpClient;
import io.pinelink.routing.Route;
import io.pinelink.spi.DeadlineTimer;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resources that a transport opens, and those left after it closes. */
class RestLifecycleTest {
  private final LoopbackServer server =
      LoopbackServer.plaintext().answering(200, "{\"indexes\":[]}");
  private final Route route = local(server.port());

  @BeforeEach
  void nothingIsLeftOfOtherTests() throws Exception {
    awaitNoClientThreads();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theProviderIsFound() {
    TransportProvider found =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.protocol() == Protocol.REST)
            .findFirst()
            .orElseThrow();

    try (Transport transport = found.create(Calls.options())) {
      assertThat(transport).isInstanceOf(RestTransport.class);
    }
  }

  @Test
  void nothingStartsBeforeTheFirstCall() {
    try (RestTransport transport = Calls.transport()) {
      assertThat(transport.supports(io.pinelink.spi.ControlOperations.LIST_INDEXES)).isTrue();
      assertThat(clientThreads()).isEmpty();
    }
  }

  @Test
  void nothingIsLeftAfterClose() throws Exception {
    RestTransport transport = Calls.transport();
    resultOf(list(transport, route));
    assertThat(clientThreads()).isNotEmpty();

    transport.close();
    transport.close();

    awaitNoClientThreads();
    assertThat(server.sawConnectionClose()).isTrue();
  }

  /** A connection that opens at the same time as others must not open more for their calls. */
  @Test
  void simultaneousCallsOpenOneConnectionEach() throws Exception {
    for (int round = 0; round < 20; round++) {
      assertConnections(8);
    }
  }

  private static void assertConnections(int calls) throws Exception {
    try (LoopbackServer fresh = LoopbackServer.plaintext().answering(200, "{\"indexes\":[]}");
        RestTransport transport = Calls.transport()) {
      fresh.holding();
      List<CompletableFuture<ListResponse<IndexDescription>>> running = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        running.add(list(transport, local(fresh.port())));
      }
      for (int i = 0; i < calls; i++) {
        fresh.next();
      }
      fresh.release();
      for (CompletableFuture<ListResponse<IndexDescription>> call : running) {
        resultOf(call);
      }
      assertThat(fresh.connections()).isEqualTo(calls);
    }
  }

  @Test
  void aCallAfterCloseFailsUnsent() throws Exception {
    RestTransport transport = Calls.transport();
    transport.close();

    TransportException closed = (TransportException) failureOf(list(transport, route));

    assertThat(closed.isUnsent()).isTrue();
    assertThat(closed).hasMessageContaining("the transport is closed");
    assertThat(clientThreads()).isEmpty();
  }

  @Test
  void callsInFlightFailWhenTheTransportCloses() throws Exception {
    server.answering(LoopbackServer.SILENCE, "");
    RestTransport transport = Calls.transport();
    CompletableFuture<ListResponse<IndexDescription>> call = list(transport, route);
    server.next();

    transport.close();

    assertThat(call).isCompletedExceptionally();
    assertThat(failureOf(call)).hasMessageContaining("the transport was closed");
    assertThat(server.sawConnectionClose()).isTrue();
  }

  @Test
  void aCompletedCallIsNoLongerWatched() throws Exception {
    DeadlineTimer deadlines = new DeadlineTimer();
    RestTransport transport = Calls.transport(Calls.options(), deadlines);
    resultOf(list(transport, route));
    server.answering(404, "{}");
    failureOf(list(transport, route));
    server.answering(LoopbackServer.SILENCE, "");
    CompletableFuture<ListResponse<IndexDescription>> call = list(transport, route);
    assertThat(deadlines.size()).isPositive();
    call.cancel(true);

    transport.close(); // which waits for the threads that end the watch
    assertThat(deadlines.size()).isZero();
  }

  @Test
  void aTransportMayBeClosedFromItsOwnThread() throws Exception {
    RestTransport transport = Calls.transport();
    CompletableFuture<Void> closed = list(transport, route).thenAccept(answer -> transport.close());

    closed.get(5, TimeUnit.SECONDS);
    awaitNoClientThreads();
  }

  @Test
  void transportsShareNoConnection() throws Exception {
    try (RestTransport one = Calls.transport();
        RestTransport other = Calls.transport()) {
      resultOf(list(one, route));
      resultOf(list(other, route));
      resultOf(list(one, route));
      resultOf(list(other, route));

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aTransportWorksAfterAnotherIsClosed() throws Exception {
    try (RestTransport one = Calls.transport()) {
      try (RestTransport other = Calls.transport()) {
        resultOf(list(one, route));
        resultOf(list(other, route));
      }

      assertThat(resultOf(list(one, route)).items()).isEmpty();
    }
  }

  @Test
  void manyConcurrentCallsComplete() throws Exception {
    try (RestTransport transport = Calls.transport()) {
      List<CompletableFuture<ListResponse<IndexDescription>>> calls =
          java.util.stream.IntStream.range(0, 500).mapToObj(i -> list(transport, route)).toList();

      for (CompletableFuture<ListResponse<IndexDescription>> call : calls) {
        assertThat(resultOf(call).items()).isEmpty();
      }
      assertThat(server.connections()).isBetween(1, 64);
    }
  }

  /**
   * Waits for the client's threads. Closing starts loops that never ran, in order to end them, so
   * new threads may appear meanwhile.
   */
  private static void awaitNoClientThreads() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    List<Thread> left = clientThreads();
    while (!left.isEmpty() && System.nanoTime() < end) {
      left.get(0).join(TimeUnit.SECONDS.toMillis(1));
      left = clientThreads();
    }
    assertThat(left).isEmpty();
  }

  /** Returns the threads of the transport, or those that the network library shares by default. */
  private static List<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().startsWith(HttpClient.THREAD_PREFIX)
                    || thread.getName().startsWith("I/O client dispatch"))
        .toList();
  }
}
