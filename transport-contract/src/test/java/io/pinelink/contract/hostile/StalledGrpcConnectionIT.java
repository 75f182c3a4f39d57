package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests connections on which the server accepts no calls but which it does not close. */
@Tag("slow")
@Timeout(180)
class StalledGrpcConnectionIT {
  /** Far longer than the client waits for such a connection. */
  private static final Duration LONG = Duration.ofSeconds(110);

  private static final Duration SHORT = Duration.ofSeconds(2);

  static List<ProtocolVariant> grpc() {
    return ProtocolVariant.grpc();
  }

  private static ConnectionScript stalledFirst(ProtocolVariant form, ConnectionScript stalled) {
    return connection -> {
      if (connection.number() == 1) {
        stalled.play(connection);
      } else {
        HonestHttp2.serve(form, Http2Connection.open(connection));
      }
    };
  }

  /** A call that has not been sent can safely be sent on another connection. */
  @ParameterizedTest
  @MethodSource("grpc")
  void aCallThatTheServerLetsNobodySendTakesAnotherConnection(ProtocolVariant form) {
    ConnectionScript noStreams =
        connection ->
            HonestHttp2.awaitEnd(
                Http2Connection.open(connection, Frame.settings(Frame.MAX_CONCURRENT_STREAMS, 0)));
    try (RawServer server = form.server(stalledFirst(form, noStreams));
        Pinelink client = form.client(server).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));

      assertThat(Call.query(index, 1)).isEqualTo(Outcome.answered());
      assertThat(Call.query(index, 2)).isEqualTo(Outcome.answered());
    }
  }

  /** The server accepts streams, but no byte of their bodies. */
  @ParameterizedTest
  @MethodSource("grpc")
  void callsLeaveAConnectionWhoseWindowStaysClosed(ProtocolVariant form) {
    ConnectionScript noWindow =
        connection ->
            HonestHttp2.awaitEnd(
                Http2Connection.open(connection, Frame.settings(Frame.INITIAL_WINDOW_SIZE, 0)));
    assertLaterCallsAreAnswered(form, noWindow);
  }

  /** The server responds once, and then reads nothing. */
  @ParameterizedTest
  @MethodSource("grpc")
  void callsLeaveAConnectionThatTheServerNoLongerReads(ProtocolVariant form) {
    ConnectionScript reading =
        connection -> {
          Http2Connection frames = Http2Connection.open(connection);
          Http2Request request = frames.next();
          if (request != null) {
            frames.stopReading();
            HonestHttp2.answer(form, frames, request);
          }
          connection.hold();
        };
    assertLaterCallsAreAnswered(form, reading);
  }

  private static void assertLaterCallsAreAnswered(ProtocolVariant form, ConnectionScript stalled) {
    try (RawServer server = form.server(stalledFirst(form, stalled));
        Pinelink client = form.client(server).build()) {
      Index index =
          client.indexAt(form.indexHost(server)).with(CallOptions.defaults().timeout(SHORT));

      int number = 1;
      while (server.connections() < 2) {
        Call.query(index, number);
        number++;
      }

      assertThat(Call.query(index.with(CallOptions.defaults().timeout(LONG)), number))
          .isEqualTo(Outcome.answered());
    }
  }
}
