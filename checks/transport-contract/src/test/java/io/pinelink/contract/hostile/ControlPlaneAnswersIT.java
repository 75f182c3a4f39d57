package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a gateway before the control plane that sends more than one response to a request. */
class ControlPlaneAnswersIT {
  static List<ProtocolVariant> http1() {
    return ProtocolVariant.http1();
  }

  static List<ProtocolVariant> rest() {
    return ProtocolVariant.rest();
  }

  /** Returns the description of an index with its own host. */
  private static String description(String name) {
    return "{\"name\":\""
        + name
        + "\",\"metric\":\"cosine\",\"dimension\":2,\"host\":\""
        + Certificate.indexHost(name)
        + "\",\"status\":{\"ready\":true,\"state\":\"Ready\"},"
        + "\"spec\":{\"serverless\":{\"cloud\":\"aws\",\"region\":\"us-east-1\"}}}";
  }

  private static byte[] answer(HttpRequest request) {
    if (request.method().equals("DELETE")) {
      byte[] refusal = Bytes.ascii("{\"status\":403,\"error\":{\"code\":\"FORBIDDEN\"}}");
      return Bytes.concat(HttpText.head(403, refusal.length), refusal);
    }
    String name = request.path().substring(request.path().lastIndexOf('/') + 1);
    byte[] body = Bytes.ascii(description(name));
    return Bytes.concat(HttpText.head(200, body.length), body);
  }

  /** The additional output of the gateway after the first response on a connection. */
  private interface Gateway {
    void send(Connection connection, byte[] answer) throws IOException;
  }

  private static ConnectionScript first(Gateway gateway) {
    return connection -> {
      boolean first = true;
      for (HttpRequest request = HttpRequest.read(connection.in());
          request != null;
          request = HttpRequest.read(connection.in())) {
        if (first) {
          gateway.send(connection, answer(request));
        } else {
          connection.send(answer(request));
        }
        first = false;
      }
    };
  }

  private static ConnectionScript earlyHints(ProtocolVariant form) {
    return form.isHttp2()
        ? ControlPlaneAnswersIT::earlyHintsOverHttp2
        : first((connection, answer) -> connection.send(HttpText.informational(103), answer));
  }

  private static void earlyHintsOverHttp2(Connection connection) throws IOException {
    Http2Connection frames = Http2Connection.open(connection);
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      String path = request.path();
      boolean delete = request.method().equals("DELETE");
      Http2Response answer =
          new Http2Response(
              List.of(":status", delete ? "403" : "200", "content-type", "application/json"),
              Bytes.ascii(delete ? "{}" : description(path.substring(path.lastIndexOf('/') + 1))),
              List.of());
      frames.send(Frame.headers(request.stream(), 0, List.of(":status", "103")));
      frames.answer(request.stream(), answer);
    }
  }

  @ParameterizedTest
  @MethodSource("rest")
  void anIndexIsOpenedOnItsOwnHostAfterEarlyHints(ProtocolVariant form) {
    try (RawServer server = form.server(earlyHints(form));
        Pinelink client = form.client(server).build()) {
      assertThat(client.index("a").route().host()).isEqualTo(Certificate.indexHost("a"));
      assertThat(client.index("b").route().host()).isEqualTo(Certificate.indexHost("b"));
    }
  }

  @ParameterizedTest
  @MethodSource("rest")
  void aRefusedDeleteIsNotReportedAsDoneAfterEarlyHints(ProtocolVariant form) {
    try (RawServer server = form.server(earlyHints(form));
        Pinelink client = form.client(server).build()) {
      assertThat(client.controlPlane().describeIndex("a").name()).isEqualTo("a");

      assertThatThrownBy(() -> client.controlPlane().deleteIndex("a"))
          .isInstanceOfSatisfying(
              ServiceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    }
  }

  @ParameterizedTest
  @MethodSource("http1")
  void anIndexIsOpenedOnItsOwnHostAfterASecondResponse(ProtocolVariant form) {
    ConnectionScript doubled =
        first(
            (connection, answer) -> {
              connection.send(answer, answer);
            });
    try (RawServer server = form.server(doubled);
        Pinelink client = form.client(server).build()) {
      assertThat(client.index("a").route().host()).isEqualTo(Certificate.indexHost("a"));
      assertThat(client.index("b").route().host()).isEqualTo(Certificate.indexHost("b"));
    }
  }

  @ParameterizedTest
  @MethodSource("http1")
  void aRefusedDeleteIsNotReportedAsDoneAfterASecondResponse(ProtocolVariant form) {
    ConnectionScript doubled = first((connection, answer) -> connection.send(answer, answer));
    try (RawServer server = form.server(doubled);
        Pinelink client = form.client(server).build()) {
      assertThat(client.controlPlane().describeIndex("a").name()).isEqualTo("a");

      assertThatThrownBy(() -> client.controlPlane().deleteIndex("a"))
          .isInstanceOf(ServiceException.class);
    }
  }

  /** The framing is correct; the name in the response is not the requested one. */
  @ParameterizedTest
  @MethodSource("http1")
  void aDescriptionOfAnotherIndexOpensNone(ProtocolVariant form) {
    byte[] body = Bytes.ascii(description("b"));
    ConnectionScript wrong =
        first((connection, answer) -> connection.send(HttpText.head(200, body.length), body));
    try (RawServer server = form.server(wrong);
        Pinelink client = form.client(server).build()) {
      assertThatThrownBy(() -> client.index("a")).isInstanceOf(PinelinkException.class);
    }
  }
}
