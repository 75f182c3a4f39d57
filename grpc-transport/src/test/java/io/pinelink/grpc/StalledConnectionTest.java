package io.pinelink.grpc;

import static io.pinelink.grpc.Calls.failure;
import static io.pinelink.grpc.Calls.on;
import static io.pinelink.grpc.Calls.options;
import static io.pinelink.grpc.Calls.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.grpc.channel.NettyChannels;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Route;
import io.pinelink.spi.DataOperations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers on raw sockets that keep a connection open but let calls make no progress. */
@Tag("slow")
class StalledConnectionTest {
  private static final Duration BOUND = Duration.ofSeconds(1);
  private static final int PINGS = 5_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final GrpcTransport transport =
      new GrpcTransport(new NettyChannels(options(), BOUND), "2026-04");

  @AfterEach
  void close() {
    transport.close();
  }

  private CompletableFuture<?> delete(Route route) {
    return delete(transport, route);
  }

  private static CompletableFuture<?> delete(GrpcTransport over, Route route) {
    return over.call(DataOperations.DELETE, DeleteRequest.all(), on(route));
  }

  private CompletableFuture<?> upsertMegabyte(Route route) {
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      vectors.add(Vector.of("v" + i, new float[20_000]));
    }
    return transport.call(DataOperations.UPSERT, UpsertRequest.of(vectors), on(route));
  }

  private static TransportException lost(CompletableFuture<?> call) {
    Throwable failure = failure(call);
    assertThat(failure).isInstanceOf(TransportException.class);
    return (TransportException) failure;
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(Calls.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean isDoneSoon(CompletableFuture<?> call) throws Exception {
    try {
      call.get(20, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** The server is alive and shows it many times, but not so often that this counts as a flood. */
  private static void allowNoStreams(Http2Socket connection) throws Exception {
    connection.readPreface();
    connection.settings(Http2Socket.MAX_CONCURRENT_STREAMS, 0);
    for (int i = 0; i < PINGS; i++) {
      connection.ping();
      connection.read();
    }
    connection.readToEnd();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callsThatWaitForAStreamAreUnsentAndTheNextConnectionServes(boolean tls) throws Exception {
    try (HostileServer server = HostileServer.start(tls, StalledConnectionTest::allowNoStreams)) {
      TransportException failure = lost(delete(server.route()));

      assertThat(failure.isUnsent()).isTrue();
      assertThat(failure.isRetryable()).isTrue();
      assertThat(failure)
          .hasMessageContaining(
              "connection abandoned: the server allowed no call to start for 1 s");
      result(delete(server.route()));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sentCallsAreAnsweredOnAnAbandonedConnectionWhichIsClosedAfterwards(boolean tls)
      throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    HostileServer.Attack oneStream =
        connection -> {
          connection.readPreface();
          connection.settings(Http2Socket.MAX_CONCURRENT_STREAMS, 1);
          int stream = connection.readRequest();
          connection.settings(Http2Socket.MAX_CONCURRENT_STREAMS, 0);
          taken.countDown();
          await(answer);
          connection.answer(stream);
          assertThat(connection.readToEnd()).isZero();
          closed.countDown();
        };
    try (HostileServer server = HostileServer.start(tls, oneStream)) {
      CompletableFuture<?> sent = delete(server.route());
      await(taken);
      TransportException failure = lost(delete(server.route()));
      assertThat(failure.isUnsent()).isTrue();
      assertThat(sent).isNotDone();
      result(delete(server.route()));

      answer.countDown();

      result(sent);
      await(closed);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServerThatStopsReadingLosesTheConnectionAndNoUnsentCallReachesIt(boolean tls)
      throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    List<Integer> received = new ArrayList<>();
    CountDownLatch closed = new CountDownLatch(1);
    HostileServer.Attack stopReading =
        connection -> {
          connection.readPreface();
          connection.settings(Http2Socket.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE);
          connection.window(Integer.MAX_VALUE - 65_535);
          await(failed);
          int requests = 0;
          try {
            while (true) {
              requests += connection.read().type() == Http2Socket.HEADERS ? 1 : 0;
            }
          } catch (IOException e) {
            received.add(requests);
            closed.countDown();
          }
        };
    try (HostileServer server = HostileServer.start(tls, stopReading)) {
      List<CompletableFuture<?>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(upsertMegabyte(server.route()));
      }
      while (!isDoneSoon(calls.get(0))) {
        calls.add(delete(server.route()));
      }
      // The last calls may have been answered on another connection.
      List<TransportException> failures =
          calls.stream()
              .filter(call -> call.handle((value, failure) -> failure != null).join())
              .map(StalledConnectionTest::lost)
              .toList();
      failed.countDown();
      await(closed);

      assertThat(failures).allMatch(TransportException::isRetryable);
      assertThat(failures.get(0).isUnsent()).isFalse();
      assertThat(failures.get(0))
          .hasMessageContaining("the server read nothing and ended no call for 1 s");
      List<TransportException> unsent =
          failures.stream().filter(TransportException::isUnsent).toList();
      assertThat(unsent).isNotEmpty();
      assertThat(received.get(0)).isLessThanOrEqualTo(failures.size() - unsent.size());
      result(delete(server.route()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void newCallsLeaveAnUnresponsiveConnection(boolean tls) throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    HostileServer.Attack silent =
        connection -> {
          connection.readPreface();
          connection.settings();
          int stream = connection.readRequest();
          taken.countDown();
          await(answer);
          connection.answer(stream);
          connection.readToEnd();
        };
    try (HostileServer server = HostileServer.start(tls, silent)) {
      CompletableFuture<?> sent = delete(server.route());
      await(taken);
      Calls.await(
          () -> {
            // Each is cancelled before the bound, like calls with a short timeout.
            CompletableFuture<?> next =
                transport.call(
                    DataOperations.DELETE,
                    DeleteRequest.all(),
                    on(server.route(), Duration.ofMillis(100)));
            return next.handle((value, failure) -> failure == null).join();
          });

      assertThat(sent).isNotDone();
      answer.countDown();
      result(sent);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServerWithoutSettingsIsLeftForTheNextConnection(boolean tls) throws Exception {
    HostileServer.Attack mute = Http2Socket::readToEnd;
    try (HostileServer server = HostileServer.start(tls, mute);
        GrpcTransport impatient = GrpcTransport.create(options(CONNECT_TIMEOUT))) {
      TransportException failure = lost(delete(impatient, server.route()));

      assertThat(failure.isUnsent()).isTrue();
      assertThat(failure.isRetryable()).isTrue();
      assertThat(failure.networkCause()).isEqualTo(NetworkCause.HANDSHAKE_TIMEOUT);
      assertThat(failure).hasMessageContaining("the server sent no HTTP/2 SETTINGS within 1 s");
      // gRPC repeats the old failure until it has finished reporting it.
      Calls.await(() -> delete(impatient, server.route()).handle((value, e) -> e == null).join());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aResponsiveConnectionIsKept(boolean tls) throws Exception {
    try (HostileServer server = HostileServer.start(tls)) {
      long end = System.nanoTime() + BOUND.multipliedBy(2).toNanos();
      while (System.nanoTime() < end) {
        result(delete(server.route()));
      }

      assertThat(server.connections()).isEqualTo(1);
    }
  }
}
