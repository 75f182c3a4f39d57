package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests responses that are endless, slow, or expensive for their size. */
@Tag("slow")
class ResponseBoundsIT {
  /** The maximum content of the system buffers between server and client. */
  private static final long BUFFERS = 16L * 1024 * 1024;

  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final int MAX_RESPONSE_BYTES = 1024 * 1024;
  private static final int CHUNK = 16 * 1024;
  private static final int MANY_BYTES = 12_000_000;

  /** The maximum number of bytes that the client allocates per received byte. */
  private static final int ALLOCATED_PER_BYTE = 10;

  /**
   * The allocation for classes, TLS and Netty's leak detector, independent of the response size.
   */
  private static final long FIXED_ALLOCATION = 16L * 1024 * 1024;

  /** The timeout of a call to a server that responds slowly, on an existing connection. */
  private static final Duration SHORT = Duration.ofMillis(400);

  /** The way in which the length of an HTTP/1.1 body is declared. */
  private enum Length {
    CHUNKED("Transfer-Encoding: chunked"),
    UNTIL_CLOSE("Connection: close"),
    ANNOUNCED("Content-Length: 8000000000");

    private final String header;

    Length(String header) {
      this.header = header;
    }
  }

  private static byte[] piece(Length length, byte[] content) {
    return length == Length.CHUNKED ? HttpText.chunk(content) : content;
  }

  static Stream<Arguments> formsAndLengths() {
    return ProtocolVariant.http1().stream()
        .flatMap(form -> Stream.of(Length.values()).map(length -> Arguments.of(form, length)));
  }

  static List<ProtocolVariant> rest() {
    return ProtocolVariant.rest();
  }

  static List<ProtocolVariant> http2() {
    return ProtocolVariant.http2();
  }

  private static String beginning(int status) {
    return status == 200
        ? "{\"namespace\":\""
        : "{\"code\":3,\"message\":\"no such thing\",\"a\":\"";
  }

  /** Returns a script that sends an endless body until the client closes the connection. */
  private static ConnectionScript endless(int status, Length length) {
    byte[] again = piece(length, Bytes.ascii("x".repeat(CHUNK)));
    return connection -> {
      HttpRequest.read(connection.in());
      connection.send(
          HttpText.head(status, length.header), piece(length, Bytes.ascii(beginning(status))));
      while (true) {
        connection.send(again);
      }
    };
  }

  /** Returns a script with an endless body, until the client resets the stream or disconnects. */
  private static ConnectionScript endlessOverHttp2(int status) {
    byte[] again = Bytes.ascii("x".repeat(CHUNK));
    return connection -> {
      Http2Connection frames = Http2Connection.open(connection);
      Http2Request request = frames.next();
      if (request == null) {
        return;
      }
      List<String> head =
          List.of(":status", String.valueOf(status), "content-type", "application/json");
      frames.send(
          Frame.headers(request.stream(), 0, head),
          Frame.data(request.stream(), 0, Bytes.ascii(beginning(status))));
      while (frames.awaitWindow(request.stream(), CHUNK)) {
        frames.send(Frame.data(request.stream(), 0, again));
      }
    };
  }

  private static void assertRefused(ProtocolVariant form, RawServer server)
      throws InterruptedException {
    try (Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));
      awaitConnectionOf(
          server,
          () -> {
            Outcome outcome = Call.query(index, 1);
            assertThat(outcome.detail()).isEqualTo("Service INVALID_ARGUMENT");
            assertThat(outcome.failure()).hasMessageContaining("HTTP 400");
          },
          MAX_ERROR_BYTES);
    }
  }

  /** Runs a call on a new connection, and checks how many bytes the server could write. */
  private static void awaitConnectionOf(RawServer server, Runnable call, long bound)
      throws InterruptedException {
    call.run();
    server.awaitOpen(0);
    assertThat(server.written()).isLessThan(bound + BUFFERS);
  }

  @ParameterizedTest
  @MethodSource("formsAndLengths")
  void anEndlessErrorIsReportedAndItsConnectionClosed(ProtocolVariant form, Length length)
      throws Exception {
    try (RawServer server = form.server(endless(400, length))) {
      assertRefused(form, server);
    }
  }

  @ParameterizedTest
  @MethodSource("over2")
  void anEndlessErrorOverHttp2IsReportedAndItsStreamReset(ProtocolVariant form) throws Exception {
    try (RawServer server = form.server(endlessOverHttp2(400))) {
      assertRefused(form, server);
    }
  }

  static List<ProtocolVariant> over2() {
    return List.of(ProtocolVariant.HTTP_2);
  }

  /** The part that was read is sufficient for the error; the rest is never sent. */
  @ParameterizedTest
  @MethodSource("formsAndLengths")
  void anErrorThatStopsAfterItsBoundIsReportedAtOnce(ProtocolVariant form, Length length)
      throws Exception {
    byte[] enough = piece(length, Bytes.ascii(beginning(400) + "x".repeat(2 * MAX_ERROR_BYTES)));
    ConnectionScript stopping =
        connection -> {
          HttpRequest.read(connection.in());
          connection.send(HttpText.head(400, length.header), enough);
          connection.awaitEnd();
        };
    try (RawServer server = form.server(stopping)) {
      assertRefused(form, server);
    }
  }

  @ParameterizedTest
  @MethodSource("formsAndLengths")
  void anEndlessAnswerEndsAtMaxResponseBytes(ProtocolVariant form, Length length) throws Exception {
    try (RawServer server = form.server(endless(200, length))) {
      assertTooLarge(form, server);
    }
  }

  @ParameterizedTest
  @MethodSource("over2")
  void anEndlessAnswerOverHttp2EndsAtMaxResponseBytes(ProtocolVariant form) throws Exception {
    try (RawServer server = form.server(endlessOverHttp2(200))) {
      assertTooLarge(form, server);
    }
  }

  private static void assertTooLarge(ProtocolVariant form, RawServer server)
      throws InterruptedException {
    try (Pinelink client = form.client(server).maxResponseBytes(MAX_RESPONSE_BYTES).build()) {
      Index index = client.indexAt(form.indexHost(server));
      awaitConnectionOf(
          server,
          () -> {
            Outcome outcome = Call.query(index, 1);
            assertThat(outcome.detail()).isEqualTo("MalformedResponse");
            assertThat(outcome.failure()).hasMessageContaining("maxResponseBytes");
          },
          MAX_RESPONSE_BYTES);
    }
  }

  @ParameterizedTest
  @MethodSource("formsAndLengths")
  void aDrippingAnswerEndsAtTheDeadline(ProtocolVariant form, Length length) throws Exception {
    assertEndsAtTheDeadline(form, dripping(200, length));
  }

  @ParameterizedTest
  @MethodSource("formsAndLengths")
  void aDrippingErrorEndsByTheDeadline(ProtocolVariant form, Length length) throws Exception {
    try (RawServer server = form.server(dripping(400, length));
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));

      assertThat(Call.query(index, 0)).isEqualTo(Outcome.answered());
      Outcome outcome = Call.query(index.with(CallOptions.defaults().timeout(SHORT)), 1);

      assertThat(outcome.detail()).isIn("Service INVALID_ARGUMENT", "DeadlineExceeded");
      server.awaitOpen(0);
    }
  }

  private static ConnectionScript dripping(int status, Length length) {
    byte[] drop = piece(length, Bytes.ascii(" "));
    return connection -> {
      HttpRequest first = HttpRequest.read(connection.in());
      if (first != null) {
        connection.send(CorrectResponses.http1(NumberedCall.of(first.path(), first.body()), 0));
      }
      HttpRequest.read(connection.in());
      connection.send(
          HttpText.head(status, length.header), piece(length, Bytes.ascii(beginning(status))));
      while (true) {
        connection.send(drop);
        connection.pause(5);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("http2")
  void aDrippingAnswerOverHttp2EndsAtTheDeadline(ProtocolVariant form) throws Exception {
    assertEndsAtTheDeadline(
        form,
        connection -> {
          Http2Connection frames = Http2Connection.open(connection);
          Http2Request first = frames.next();
          if (first != null) {
            HonestHttp2.answer(form, frames, first);
          }
          Http2Request request = frames.next();
          if (request == null) {
            return;
          }
          Http2Response answer = CorrectResponses.http2(form, request.asked(), 0);
          frames.send(answer.headFrame(request.stream()));
          byte[] beginning =
              form.isGrpc() ? Bytes.concat(new byte[1], Frame.ints(CHUNK)) : Bytes.ascii("{");
          frames.send(Frame.data(request.stream(), 0, beginning));
          while (!frames.isReset(request.stream())) {
            frames.send(Frame.data(request.stream(), 0, Bytes.ascii(" ")));
            connection.pause(5);
          }
        });
  }

  private static void assertEndsAtTheDeadline(ProtocolVariant form, ConnectionScript script)
      throws InterruptedException {
    try (RawServer server = form.server(script);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));

      assertThat(Call.query(index, 0)).isEqualTo(Outcome.answered());
      Outcome outcome = Call.query(index.with(CallOptions.defaults().timeout(SHORT)), 1);

      assertThat(outcome.detail()).isEqualTo("DeadlineExceeded");
      server.awaitOpen(0);
    }
  }

  /** Returns responses with many small parts, each of which becomes an object. */
  static Stream<Arguments> manyParts() {
    return ProtocolVariant.rest().stream()
        .flatMap(
            form ->
                Stream.of("{}", "{\"id\":\"\"}", "null", "0", "[]")
                    .map(part -> Arguments.of(form, part)));
  }

  @ParameterizedTest(name = "{1} over {0}")
  @MethodSource("manyParts")
  void memoryIsInProportionToTheAnswer(ProtocolVariant form, String part) throws Exception {
    byte[] body =
        Bytes.ascii(
            "{\"matches\":[" + (part + ",").repeat(MANY_BYTES / (part.length() + 1)) + part + "]}");
    assertAllocatesInProportion(form, body);
  }

  @ParameterizedTest
  @MethodSource("grpc")
  void memoryIsInProportionToTheAnswerOverGrpc(ProtocolVariant form) throws Exception {
    byte[] message = new byte[MANY_BYTES];
    for (int i = 0; i < MANY_BYTES; i += 2) {
      message[i] = 0x12; // an empty match
    }
    assertAllocatesInProportion(form, CorrectResponses.framed(message));
  }

  static List<ProtocolVariant> grpc() {
    return ProtocolVariant.grpc();
  }

  private static void assertAllocatesInProportion(ProtocolVariant form, byte[] body)
      throws Exception {
    ConnectionScript script =
        connection -> {
          if (!form.isHttp2()) {
            HttpRequest.read(connection.in());
            connection.send(HttpText.head(200, body.length), body);
            connection.awaitEnd();
            return;
          }
          sendOverHttp2(form, connection, body);
        };
    try (RawServer server = form.server(script);
        Pinelink client = form.client(server).maxResponseBytes(2 * MANY_BYTES).build()) {
      Index index = client.indexAt(form.indexHost(server));
      AllocatedMemory memory = new AllocatedMemory();

      Outcome outcome = Call.query(index, 1);

      assertThat(memory.bytes())
          .isLessThan(FIXED_ALLOCATION + (long) ALLOCATED_PER_BYTE * body.length);
      assertThat(outcome.isAnswered()).isFalse();
    }
  }

  private static void sendOverHttp2(ProtocolVariant form, Connection connection, byte[] body)
      throws IOException {
    Http2Connection frames = Http2Connection.open(connection);
    Http2Request request = frames.next();
    if (request == null) {
      return;
    }
    Http2Response honest = CorrectResponses.http2(form, request.asked(), 0);
    Http2Response large = new Http2Response(honest.head(), body, honest.trailers());
    for (Frame frame : large.frames(request.stream())) {
      if (!frames.awaitWindow(request.stream(), frame.payload().length)) {
        return;
      }
      frames.send(frame);
    }
    HonestHttp2.awaitEnd(frames);
  }
}
