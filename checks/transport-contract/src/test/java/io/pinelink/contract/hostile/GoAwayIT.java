package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.retry.RetryOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests servers that send GOAWAY and keep the connection open. */
@Tag("slow")
class GoAwayIT {
  /** More calls than a client may have connections to one host. */
  private static final int CALLS = 150;

  static List<ProtocolVariant> forms() {
    return ProtocolVariant.http2();
  }

  /** Returns the REST variants: with gRPC, the server must close a drained connection. */
  static List<ProtocolVariant> rest() {
    return List.of(ProtocolVariant.HTTP_2);
  }

  /** Runs work on a new thread: the common pool, which completes futures, may have none left. */
  private static void onAThread(Runnable work) {
    Thread thread = new Thread(work, "caller");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns a script that answers one request, sends GOAWAY, and waits for the client to close. */
  private static ConnectionScript oneAnswerThenGoAway(ProtocolVariant form) {
    return connection -> {
      Http2Connection frames = Http2Connection.open(connection);
      Http2Request request = frames.next();
      if (request != null) {
        HonestHttp2.answer(form, frames, request);
        frames.send(Frame.goAway(request.stream(), Frame.NO_ERROR));
        HonestHttp2.awaitEnd(frames);
      }
    };
  }

  /**
   * gRPC may assign a call, and its single retry, to a connection whose GOAWAY it just received.
   */
  @ParameterizedTest
  @MethodSource("forms")
  void callsContinueOverNewConnections(ProtocolVariant form) throws Exception {
    RetryOptions retries = form.isGrpc() ? RetryOptions.defaults() : RetryOptions.none();
    try (RawServer server = form.server(oneAnswerThenGoAway(form));
        Pinelink client = form.client(server).retryOptions(retries).build()) {
      Index index = client.indexAt(form.indexHost(server));

      List<Outcome> outcomes =
          IntStream.rangeClosed(1, CALLS).mapToObj(i -> Call.query(index, i)).toList();

      assertThat(outcomes).containsOnly(Outcome.answered());
      assertThat(server.connections()).isBetween(CALLS, CALLS + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("rest")
  void drainedConnectionsAreClosed(ProtocolVariant form) throws Exception {
    try (RawServer server = form.server(oneAnswerThenGoAway(form));
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));
      for (int i = 1; i <= CALLS; i++) {
        Call.query(index, i);
      }

      server.awaitOpen(0);
    }
  }

  @ParameterizedTest
  @MethodSource("rest")
  void aDrainedConnectionIsClosedWithoutAFurtherCall(ProtocolVariant form) throws Exception {
    try (RawServer server = form.server(oneAnswerThenGoAway(form));
        Pinelink client = form.client(server).build()) {
      assertThat(Call.query(client.indexAt(form.indexHost(server)), 1))
          .isEqualTo(Outcome.answered());

      server.awaitOpen(0);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aCallInFlightIsAnsweredAndTheNextUsesANewConnection(ProtocolVariant form) throws Exception {
    CountDownLatch goneAway = new CountDownLatch(1);
    CompletableFuture<Void> released = new CompletableFuture<>();
    ConnectionScript script =
        connection -> {
          Http2Connection frames = Http2Connection.open(connection);
          if (connection.number() > 1) {
            HonestHttp2.serve(form, frames);
            return;
          }
          Http2Request request = frames.next();
          if (request != null) {
            frames.send(Frame.goAway(request.stream(), Frame.NO_ERROR));
            frames.awaitAcknowledgement();
            goneAway.countDown();
            released.join();
            HonestHttp2.answer(form, frames, request);
            HonestHttp2.awaitEnd(frames);
          }
        };
    try (RawServer server = form.server(script);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));

      CompletableFuture<Outcome> inFlight =
          CompletableFuture.supplyAsync(() -> Call.query(index, 1), GoAwayIT::onAThread);
      goneAway.await();
      Outcome next = Call.query(index, 2);
      released.complete(null);

      assertThat(next).isEqualTo(Outcome.answered());
      assertThat(inFlight.join()).isEqualTo(Outcome.answered());
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void routesCanBeRefreshedWhileConnectionsThatWentAwayAreOpen(ProtocolVariant form)
      throws Exception {
    try (RawServer server = form.server(oneAnswerThenGoAway(form));
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));
      for (int i = 1; i <= CALLS / 2; i++) {
        assertThat(Call.query(index, i)).isEqualTo(Outcome.answered());
      }

      client.refreshRoutes();

      assertThat(Call.query(index, CALLS)).isEqualTo(Outcome.answered());
    }
  }
}
