package io.pinelink.rest;

import static io.pinelink.rest.Calls.KEY;
import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.list;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.IndexDescription;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.LoopbackServer.Answer;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Effect;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Plane;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.EmptyRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures, and the exceptions that callers get for them. */
class RestFailuresTest {
  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT",
    "401, UNAUTHENTICATED",
    "402, PAYMENT_REQUIRED",
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "408, DEADLINE_EXCEEDED",
    "409, ALREADY_EXISTS",
    "412, FAILED_PRECONDITION",
    "422, UNPROCESSABLE_ENTITY",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "503, UNAVAILABLE",
    "504, DEADLINE_EXCEEDED",
  })
  void aRefusalHasTheCodeOfItsStatus(int status, ErrorCode code) throws Exception {
    server.answering(Answer.of(status, "no").as("text/plain"));

    ServiceException refused = (ServiceException) failureOf(list(transport, route));

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused).hasMessageContaining("HTTP " + status + ": no");
  }

  @Test
  void aMissingIndexIsNotFound() throws Exception {
    server.answering(
        Answer.of(
                404,
                "{\"status\":404,\"error\":{\"code\":\"NOT_FOUND\","
                    + "\"message\":\"Index docs not found.\"}}")
            .with("x-pinecone-request-id", "r-1"));

    PinelinkException missing =
        failureOf(transport.call(DESCRIBE_INDEX, ByName.ofIndex("docs"), context(route)));

    assertThat(missing)
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "describeIndex on localhost:"
                + server.port()
                + " (local route): NOT_FOUND, HTTP 404: Index docs not found. [request r-1]");
  }

  @Test
  void aConflictIsAlreadyExists() throws Exception {
    server.answering(409, "{\"code\":6,\"message\":\"taken\",\"details\":[]}");

    assertThat(failureOf(list(transport, route))).isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void aRateLimitReportsTheRetryDelay() throws Exception {
    server.answering(Answer.of(429, "slow down").as("text/plain").with("retry-after", "7"));
    RateLimitedException seconds = (RateLimitedException) failureOf(list(transport, route));
    server.answering(
        Answer.of(429, "slow down").with("retry-after", "Wed, 25 Nov 2026 10:01:00 GMT"));
    RateLimitedException date = (RateLimitedException) failureOf(list(transport, route));

    assertThat(seconds.retryAfter()).hasValue(Duration.ofSeconds(7));
    assertThat(date.retryAfter()).hasValue(Duration.ofMinutes(1));
  }

  @Test
  void aRefusalThatQuotesTheKeyDoesNotShowIt() throws Exception {
    server.answering(Answer.of(401, "Invalid API key " + KEY).as("text/plain"));

    assertThat(failureOf(list(transport, route)))
        .isInstanceOf(UnauthenticatedException.class)
        .hasMessageContaining("Invalid API key ***");
  }

  @Test
  void aRefusalWithoutABodyHasTheReasonOfItsStatus() throws Exception {
    server.answering(503, "");

    assertThat(failureOf(list(transport, route))).hasMessageContaining("Service Unavailable");
  }

  @Test
  void anErrorBodyMayExceedTheResponseLimit() throws Exception {
    server.answering(Answer.of(503, "x".repeat(100_000)).as("text/plain"));

    assertThat(failureOf(list(transport, route)))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("x".repeat(499) + "…");
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    server.answering(Answer.of(307, "").with("Location", "/elsewhere"));

    ServiceException refused = (ServiceException) failureOf(list(transport, route));

    assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN);
    assertThat(refused).hasMessageContaining("a redirect is never followed");
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "{\"indexes\":", "{\"indexes\":[{}]}", "[]", "\"secret\""})
  void aResponseInAnotherFormatIsMalformed(String body) throws Exception {
    server.answering(200, body);

    PinelinkException malformed = failureOf(list(transport, route));

    assertThat(malformed).isInstanceOf(MalformedResponseException.class);
    assertThat(malformed).hasStackTraceContaining("malformed response");
    assertThat(malformed.toString() + malformed.getCause()).doesNotContain("secret");
  }

  @Test
  void aResponseOverTheBoundIsNotRead() throws Exception {
    server.answering(200, "{\"indexes\":[],\"x\":\"" + "x".repeat(5_000) + "\"}");

    assertThat(failureOf(list(transport, route)))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("maxResponseBytes, 4096 bytes");
  }

  @Test
  void aResponseOfExactlyTheBoundIsRead() throws Exception {
    String around = "{\"indexes\":[],\"x\":\"\"}";
    server.answering(200, "{\"indexes\":[],\"x\":\"" + "x".repeat(4_096 - around.length()) + "\"}");

    assertThat(Calls.resultOf(list(transport, route)).items()).isEmpty();
  }

  @Test
  void aBrokenConnectionIsNotUnsent() throws Exception {
    server.answering(LoopbackServer.HANG_UP, "");

    TransportException lost = (TransportException) failureOf(list(transport, route));

    assertThat(lost.networkCause()).isEqualTo(NetworkCause.CONNECTION_LOST);
    assertThat(lost.isUnsent()).isFalse();
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"indexes\":[]",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nD\r\n{\"indexes\":[]",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "this is not HTTP\r\n\r\n",
      })
  void anIncompleteResponseFailsTheCall(String bytes) throws Exception {
    try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<ListResponse<IndexDescription>> call =
          list(transport, local(raw.getLocalPort()));
      try (Socket socket = raw.accept()) {
        readHead(socket);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
      }

      assertThat(failureOf(call)).isInstanceOf(TransportException.class);
    }
  }

  private static void readHead(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
  }

  @Test
  void aRefusedConnectionIsUnsent() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    TransportException refused = (TransportException) failureOf(list(transport, local(port)));

    assertThat(refused.networkCause()).isEqualTo(NetworkCause.CONNECTION_REFUSED);
    assertThat(refused.isUnsent()).isTrue();
  }

  @Test
  void anUnknownHostIsUnsent() throws Exception {
    Route nowhere =
        Calls.dialled(
            TlsOptions.systemTrust(),
            Calls.HOST,
            InetSocketAddress.createUnresolved("pinelink.invalid", 443));

    TransportException unknown = (TransportException) failureOf(list(transport, nowhere));

    assertThat(unknown.networkCause()).isEqualTo(NetworkCause.UNKNOWN_HOST);
    assertThat(unknown.isUnsent()).isTrue();
    assertThat(unknown).hasMessageContaining("pinelink.invalid:443 does not resolve");
  }

  @Test
  void theDeadlineEndsAnUnansweredCall() throws Exception {
    server.answering(LoopbackServer.SILENCE, "");

    PinelinkException late =
        failureOf(
            transport.call(
                LIST_INDEXES,
                new EmptyRequest(),
                context(route, Deadline.after(Duration.ofMillis(300)))));

    assertThat(late)
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("no answer within 300 ms");
    assertThat(server.sawConnectionClose()).isTrue();
  }

  @Test
  void aDeadlineThatHasPassedSendsNothing() throws Exception {
    AtomicLong nanos = new AtomicLong();
    Deadline passed = Deadline.after(Duration.ofSeconds(1), nanos::get);
    nanos.set(Duration.ofSeconds(1).toNanos());

    PinelinkException late =
        failureOf(transport.call(LIST_INDEXES, new EmptyRequest(), context(route, passed)));

    assertThat(late).isInstanceOf(DeadlineExceededException.class);
    assertThat(server.connections()).isZero();
  }

  @Test
  void cancellingTheFutureClosesTheConnection() throws Exception {
    server.answering(LoopbackServer.SILENCE, "");
    CompletableFuture<ListResponse<IndexDescription>> call = list(transport, route);
    server.next();

    call.cancel(true);

    assertThat(server.sawConnectionClose()).isTrue();
  }

  @Test
  void anUnknownOperationFails() throws Exception {
    Operation<EmptyRequest, EmptyResponse> unknown =
        new Operation<>(
            "unknown",
            EmptyRequest.class,
            EmptyResponse.class,
            Plane.CONTROL,
            Effect.READ_ONLY,
            "2026-04",
            Set.of(Protocol.REST));

    assertThat(failureOf(transport.call(unknown, new EmptyRequest(), context(route))))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("REST does not support this operation");
  }
}
