package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.AsyncIndex;
import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.contract.hostile.NumberedCall.Kind;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests calls that end before there is a connection for them. */
@Tag("slow")
@Timeout(120)
class CancelledCallsIT {
  private static final int CALLS = 20_000;

  /** The maximum number of connections of a client to one host. */
  private static final int MAX_CONNECTIONS = 64;

  /**
   * The maximum number of connections opened for cancelled calls while the server accepts none. The
   * system establishes as many as the server's queue holds, and a few more. Each carries a call,
   * which closes it when cancelled, and the client opens another, until only those are left that
   * the system has not established: at most the maximum of a client.
   */
  private static final int MAX_CONNECTIONS_LEFT = 2 * RawServer.BACKLOG + MAX_CONNECTIONS;

  private static final Duration LONG = Duration.ofMinutes(5);

  static List<ProtocolVariant> forms() {
    return ProtocolVariant.rest();
  }

  static List<ProtocolVariant> http1() {
    return ProtocolVariant.http1();
  }

  private static CompletableFuture<QueryResponse> query(AsyncIndex index, int number) {
    return index.query(QueryRequest.nearestTo(new NumberedCall(Kind.QUERY, number).id()));
  }

  /** Returns a script that answers no request until the gate opens. */
  private static ConnectionScript waitingFor(ProtocolVariant form, CountDownLatch gate) {
    return connection -> {
      if (form.isHttp2()) {
        Http2Connection frames = Http2Connection.open(connection);
        await(gate);
        HonestHttp2.serve(form, frames);
        return;
      }
      for (HttpRequest request = HttpRequest.read(connection.in());
          request != null;
          request = HttpRequest.read(connection.in())) {
        await(gate);
        connection.send(CorrectResponses.http1(NumberedCall.of(request.path(), request.body()), 0));
      }
    };
  }

  private static void await(CountDownLatch gate) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** All connections are in use, and thousands of calls are cancelled while waiting for one. */
  @ParameterizedTest
  @MethodSource("http1")
  void callsThatAreCancelledInTheQueueNeverConnect(ProtocolVariant form) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (RawServer server = form.server(waitingFor(form, gate));
        Pinelink client = form.client(server).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));
      List<CompletableFuture<QueryResponse>> occupying = occupyAll(index, server);

      List<CompletableFuture<QueryResponse>> queued = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        queued.add(query(index.async(), MAX_CONNECTIONS + i));
      }
      queued.forEach(call -> call.cancel(true));
      gate.countDown();

      assertThat(Call.query(index, CALLS)).isEqualTo(Outcome.answered());
      assertThat(occupying).allSatisfy(call -> assertThat(call.join().matches()).hasSize(1));
      assertThat(server.connections()).isEqualTo(MAX_CONNECTIONS);
    }
  }

  @ParameterizedTest
  @MethodSource("http1")
  void callsThatExpireInTheQueueNeverConnect(ProtocolVariant form) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (RawServer server = form.server(waitingFor(form, gate));
        Pinelink client = form.client(server).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));
      List<CompletableFuture<QueryResponse>> occupying = occupyAll(index, server);
      AsyncIndex hurried =
          index.with(CallOptions.defaults().timeout(Duration.ofMillis(500))).async();

      List<CompletableFuture<Throwable>> queued = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        queued.add(failure(query(hurried, MAX_CONNECTIONS + i)));
      }
      assertThat(queued)
          .allSatisfy(
              call -> assertThat(call.join()).isInstanceOf(DeadlineExceededException.class));
      gate.countDown();

      assertThat(Call.query(index, CALLS)).isEqualTo(Outcome.answered());
      assertThat(occupying).allSatisfy(call -> assertThat(call.join().matches()).hasSize(1));
      assertThat(server.connections()).isEqualTo(MAX_CONNECTIONS);
    }
  }

  private static CompletableFuture<Throwable> failure(CompletableFuture<QueryResponse> call) {
    return call.handle((value, thrown) -> thrown == null ? new AssertionError(value) : thrown);
  }

  private static List<CompletableFuture<QueryResponse>> occupyAll(Index index, RawServer server)
      throws InterruptedException {
    List<CompletableFuture<QueryResponse>> occupying =
        IntStream.range(0, MAX_CONNECTIONS).mapToObj(i -> query(index.async(), i)).toList();
    server.awaitConnections(MAX_CONNECTIONS);
    return occupying;
  }

  /** The server accepts no connection until all calls have been cancelled, one after another. */
  @ParameterizedTest
  @MethodSource("forms")
  void callsThatAreCancelledAtOnceLeaveFewConnectionsBehind(ProtocolVariant form) throws Exception {
    try (RawServer server = form.server(waitingFor(form, new CountDownLatch(0)));
        Pinelink client = form.client(server).timeout(LONG).connectTimeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));
      server.pauseAccepting();

      for (int i = 0; i < CALLS; i++) {
        query(index.async(), i).cancel(true);
      }
      server.resumeAccepting();

      assertThat(Call.query(index, CALLS)).isEqualTo(Outcome.answered());
      assertThat(server.connections()).isLessThanOrEqualTo(MAX_CONNECTIONS_LEFT);
    }
  }

  /** All calls wait at the same time, and are cancelled in the order in which they were made. */
  @ParameterizedTest
  @MethodSource("forms")
  void aServerThatNeverAnswersIsNotFloodedWithConnections(ProtocolVariant form) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (RawServer server = form.server(waitingFor(form, gate));
        Pinelink client = form.client(server).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));

      List<CompletableFuture<QueryResponse>> calls =
          IntStream.range(0, CALLS).mapToObj(i -> query(index.async(), i)).toList();
      calls.forEach(call -> call.cancel(true));
      gate.countDown();

      assertThat(Call.query(index, CALLS)).isEqualTo(Outcome.answered());
      // A cancelled call that was sent closes its connection, and the next call opens a new one.
      assertThat(server.connections()).isLessThan(CALLS / 4);
    }
  }

  /** All calls wait at the same time, and are cancelled in the order in which they were made. */
  @ParameterizedTest
  @MethodSource("forms")
  void aServerThatAcceptsLateIsNotFloodedWithConnections(ProtocolVariant form) throws Exception {
    try (RawServer server = form.server(waitingFor(form, new CountDownLatch(0)));
        Pinelink client = form.client(server).timeout(LONG).connectTimeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));
      server.pauseAccepting();

      List<CompletableFuture<QueryResponse>> calls =
          IntStream.range(0, CALLS).mapToObj(i -> query(index.async(), i)).toList();
      calls.forEach(call -> call.cancel(true));
      server.resumeAccepting();

      assertThat(Call.query(index, CALLS)).isEqualTo(Outcome.answered());
      assertThat(server.connections()).isLessThanOrEqualTo(MAX_CONNECTIONS_LEFT);
    }
  }
}
