package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pinelink.AsyncIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.contract.hostile.NumberedCall.Kind;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests responses to requests that were not sent, or not sent completely. */
@Tag("slow")
class UnsolicitedResponsesIT {
  private static final int LARGE_DIMENSION_CALL = 7;

  static List<ProtocolVariant> http1() {
    return ProtocolVariant.http1();
  }

  private static void serve(Connection connection) throws java.io.IOException {
    for (HttpRequest request = HttpRequest.read(connection.in());
        request != null;
        request = HttpRequest.read(connection.in())) {
      connection.send(CorrectResponses.http1(NumberedCall.of(request.path(), request.body()), 0));
    }
  }

  @ParameterizedTest
  @MethodSource("http1")
  void aResponseOnAnIdleConnectionClosesIt(ProtocolVariant form) throws Exception {
    try (RawServer server = form.server(UnsolicitedResponsesIT::serve);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));
      assertThat(Call.query(index, 1)).isEqualTo(Outcome.answered());
      Connection idle = server.open().get(0);

      idle.send(CorrectResponses.http1(new NumberedCall(Kind.QUERY, 99), 0));

      server.awaitClosed(idle);
      assertThat(Call.query(index, 2)).isEqualTo(Outcome.answered());
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("http1")
  void anInformationalResponseOnAnIdleConnectionClosesIt(ProtocolVariant form) throws Exception {
    try (RawServer server = form.server(UnsolicitedResponsesIT::serve);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));
      assertThat(Call.query(index, 1)).isEqualTo(Outcome.answered());
      Connection idle = server.open().get(0);

      idle.send(HttpText.informational(103));

      server.awaitClosed(idle);
      assertThat(Call.query(index, 2)).isEqualTo(Outcome.answered());
    }
  }

  /** A client may write on a new connection before it reads; ids assign responses to calls. */
  @ParameterizedTest
  @MethodSource("http1")
  void aFetchIsNotAnsweredByAnEarlierResponse(ProtocolVariant form) throws Exception {
    ConnectionScript early =
        connection -> {
          if (connection.number() == 1) {
            connection.send(CorrectResponses.http1(new NumberedCall(Kind.FETCH, 99), 0));
          }
          serve(connection);
        };
    try (RawServer server = form.server(early);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));

      Outcome fetched = Call.make(index, new NumberedCall(Kind.FETCH, 1));
      Outcome next = Call.make(index, new NumberedCall(Kind.FETCH, 2));
      Outcome afterwards = Call.query(index, 3);

      assertThat(fetched).matches(ExpectedResult.EITHER::allows, "is its own answer or a failure");
      assertThat(next).isEqualTo(Outcome.answered());
      assertThat(afterwards).isEqualTo(Outcome.answered());
    }
  }

  @ParameterizedTest
  @MethodSource("http1")
  void aFetchIsNotAnsweredByTheResponseToAnother(ProtocolVariant form) throws Exception {
    ConnectionScript swapped =
        connection -> {
          for (HttpRequest request = HttpRequest.read(connection.in());
              request != null;
              request = HttpRequest.read(connection.in())) {
            NumberedCall asked = NumberedCall.of(request.path(), request.body());
            connection.send(CorrectResponses.http1(asked.number() == 1 ? asked.other() : asked, 0));
          }
        };
    try (RawServer server = form.server(swapped);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));

      assertThat(Call.make(index, new NumberedCall(Kind.FETCH, 1)))
          .matches(ExpectedResult.FAILURE::allows, "is a failure");
      assertThat(Call.make(index, new NumberedCall(Kind.FETCH, 2))).isEqualTo(Outcome.answered());
    }
  }

  /** The server responds after the head of the request, and reads the body later. */
  @ParameterizedTest
  @MethodSource("http1")
  void anEarlyResponseDoesNotAffectLaterCalls(ProtocolVariant form) throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    ConnectionScript early =
        connection -> {
          HttpRequest head = HttpRequest.readHead(connection.in());
          if (head == null) {
            return;
          }
          if (connection.number() == 1) {
            connection.send(HttpText.head(413, 0));
            answered.countDown();
          }
          NumberedCall asked = NumberedCall.of(head.path(), head.readBody(connection.in()).body());
          if (connection.number() > 1) {
            connection.send(CorrectResponses.http1(asked, 0));
          }
          serve(connection);
        };
    try (RawServer server = form.server(early);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));

      Outcome large = Call.make(index, new NumberedCall(Kind.UPSERT, LARGE_DIMENSION_CALL));
      answered.await();
      Outcome next = Call.query(index, 8);
      Outcome afterwards = Call.make(index, new NumberedCall(Kind.DELETE, 9));

      assertThat(large).matches(ExpectedResult.FAILURE::allows, "is a failure");
      assertThat(next).isEqualTo(Outcome.answered());
      assertThat(afterwards).isEqualTo(Outcome.answered());
    }
  }

  /** The server refuses a large body that it never reads; the client must not wait to send it. */
  @ParameterizedTest
  @MethodSource("http1")
  void aRefusalOfABodyThatIsNeverReadIsReported(ProtocolVariant form) throws Exception {
    assumeFalse(
        form == ProtocolVariant.HTTP_1_TLS
            && "oldest".equals(System.getProperty("pinelink.libraries")),
        "with HttpCore before 5.4, the call after such a refusal waits until its deadline");
    ConnectionScript refusing =
        connection -> {
          if (connection.number() > 1) {
            serve(connection);
            return;
          }
          HttpRequest.readHead(connection.in());
          connection.send(HttpText.head(413, 0));
          connection.hold();
        };
    try (RawServer server = form.server(refusing);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));

      Outcome refused = Call.upsertOfMegabytes(index);

      assertThat(refused).matches(ExpectedResult.FAILURE::allows, "is a failure");
      assertThat(refused.detail()).startsWith("Service");
      assertThat(Call.query(index, 2)).isEqualTo(Outcome.answered());
    }
  }

  /**
   * The second response arrives before the next request is sent, though the client may not have
   * read it: the reading thread makes the next call as soon as the first response is complete.
   */
  @ParameterizedTest
  @MethodSource("http1")
  void aSecondResponseAfterALargeOneIsNotUsedForTheNextCall(ProtocolVariant form) throws Exception {
    ConnectionScript doubled =
        connection -> {
          HttpRequest request = HttpRequest.read(connection.in());
          if (request == null) {
            return;
          }
          NumberedCall asked = NumberedCall.of(request.path(), request.body());
          if (asked.number() == 1) {
            connection.send(
                CorrectResponses.http1(asked, 200_000),
                CorrectResponses.http1(new NumberedCall(Kind.QUERY, 99), 0));
            connection.awaitEnd();
          } else {
            connection.send(CorrectResponses.http1(asked, 0));
            serve(connection);
          }
        };
    try (RawServer server = form.server(doubled);
        Pinelink client = form.client(server).callbackExecutor(Runnable::run).build()) {
      AsyncIndex index = client.indexAt(form.indexHost(server)).async();

      List<String> ids =
          query(index, 1)
              .thenCompose(first -> query(index, 2))
              .thenApply(second -> second.matches().stream().map(Match::id).toList())
              .exceptionally(failure -> List.of())
              .get();

      assertThat(ids).isIn(List.of(), List.of(new NumberedCall(Kind.QUERY, 2).id()));
      assertThat(Call.query(client.indexAt(form.indexHost(server)), 3))
          .isEqualTo(Outcome.answered());
    }
  }

  private static CompletableFuture<QueryResponse> query(AsyncIndex index, int number) {
    return index.query(QueryRequest.nearestTo(new NumberedCall(Kind.QUERY, number).id()));
  }
}
