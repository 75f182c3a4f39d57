package io.pinelink.grpc.call;

import static io.pinelink.grpc.Calls.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.ClientStreamTracer.StreamInfo;
import io.grpc.Metadata;
import io.grpc.Status;
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
import io.pinelink.grpc.Calls;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.credential.ExtraHeaders;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcStatusMappingTest {
  private static final Route PRIVATE = Calls.route(Calls.PRIVATE_HOST);
  private static final Route PUBLIC = Calls.route(Calls.PUBLIC_HOST);

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OK", "CANCELLED", "UNKNOWN"})
  void aStatusOfTheServiceKeepsItsCode(Status.Code code) {
    PinelinkException failure =
        failure(code.toStatus().withDescription("its words"), trailers(), on(PRIVATE));

    assertThat(failure)
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.valueOf(code.name()));
              assertThat(e.requestId()).contains("r-1");
            })
        .hasMessageContaining("query on " + Calls.PRIVATE_HOST)
        .hasMessageContaining("its words")
        .hasMessageContaining("[request r-1]");
  }

  @Test
  void anUnknownErrorIsInternalAsOverRest() {
    assertThat(failure(Status.UNKNOWN.withDescription("oops"), trailers(), on(PRIVATE)))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
  }

  @Test
  void someCodesHaveATypeOfTheirOwn() {
    assertThat(failure(Status.NOT_FOUND, trailers(), on(PUBLIC)))
        .isInstanceOf(NotFoundException.class);
    assertThat(failure(Status.ALREADY_EXISTS, trailers(), on(PUBLIC)))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(failure(Status.UNAUTHENTICATED, trailers(), on(PUBLIC)))
        .isInstanceOf(UnauthenticatedException.class);
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
    "413, INVALID_ARGUMENT",
    "418, UNKNOWN",
    "422, UNPROCESSABLE_ENTITY",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "501, UNIMPLEMENTED",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, DEADLINE_EXCEEDED",
    "599, INTERNAL",
  })
  void httpResponsesOfAGatewayAreMappedByStatus(int http, ErrorCode code) {
    String words =
        "HTTP status code "
            + http
            + "\ninvalid content-type: text/plain\nheaders: Metadata(:status="
            + http
            + ")\nDATA-----------------------------\nThe gateway's words";

    assertThat(failure(Status.UNKNOWN.withDescription(words), trailers(), on(PUBLIC)))
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(": " + code + ", The gateway's words [request r-1]")
        .hasMessageNotContaining("Metadata");
  }

  @Test
  void serviceMessagesAreOneLineAndGatewayPagesAreNotShown() {
    assertThat(failure(Status.NOT_FOUND.withDescription("a\nb"), trailers(), on(PUBLIC)))
        .hasMessageContaining("NOT_FOUND, a b");
    String page = "HTTP status code 502\nDATA-----------------------------\n<html>502</html>";
    assertThat(failure(Status.UNKNOWN.withDescription(page), trailers(), on(PUBLIC)))
        .hasMessageContaining("UNAVAILABLE, an HTML page");
  }

  @Test
  void aRefusedKeyOnThePrivateRouteNamesTheEndpoint() {
    assertThat(failure(Status.UNAUTHENTICATED, trailers(), on(PRIVATE)))
        .hasMessageContaining("private endpoint is not registered to the project");
  }

  @Test
  void aRefusedKeyOnThePublicRouteNamesTheRestriction() {
    assertThat(failure(Status.UNAUTHENTICATED, trailers(), on(PUBLIC)))
        .hasMessageContaining("restricted to private endpoints");
  }

  @Test
  void theRetryDelayOfTheServiceIsRead() {
    Metadata pushback = trailers();
    pushback.put(CallHeaders.ascii("grpc-retry-pushback-ms"), "1500");
    Metadata seconds = trailers();
    seconds.put(CallHeaders.ascii("retry-after"), "2");
    Metadata never = trailers();
    never.put(CallHeaders.ascii("grpc-retry-pushback-ms"), "-1");

    assertThat(retryAfter(pushback)).isEqualTo(Duration.ofMillis(1500));
    assertThat(retryAfter(seconds)).isEqualTo(Duration.ofSeconds(2));
    assertThat(retryAfter(never)).isNull();
  }

  private static @Nullable Duration retryAfter(Metadata trailers) {
    PinelinkException failure = failure(Status.RESOURCE_EXHAUSTED, trailers, on(PUBLIC));
    return ((RateLimitedException) failure).retryAfter().orElse(null);
  }

  @Test
  void aStatusWithACauseIsATransportFailure() {
    Status status =
        Status.UNAVAILABLE
            .withDescription("io exception")
            .withCause(new UnknownHostException("nowhere"));

    assertThat(failure(status, new Metadata(), on(PRIVATE)))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.networkCause()).isEqualTo(NetworkCause.UNKNOWN_HOST);
              assertThat(e.isUnsent()).isTrue();
            })
        .hasMessageContaining("'private.aped-4627-b74a.pinecone.io' must answer");
  }

  @Test
  void aConnectionThatBreaksMayHaveSentTheRequest() {
    Status status =
        Status.UNAVAILABLE.withDescription("io").withCause(new IOException("reset by peer"));

    assertThat(failure(status, sent(), on(PUBLIC)))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.networkCause()).isEqualTo(NetworkCause.CONNECTION_LOST);
              assertThat(e.isUnsent()).isFalse();
            })
        .hasMessageContaining("reset by peer");
  }

  @Test
  void aConnectionThatBreaksBeforeTheCallFailedInTheHandshake() {
    Status status =
        Status.UNAVAILABLE.withDescription("io").withCause(new IOException("reset by peer"));

    assertThat(failure(status, new CallTracer(on(PUBLIC).deadline()), on(PUBLIC)))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.networkCause()).isEqualTo(NetworkCause.HANDSHAKE_RESET);
              assertThat(e.isUnsent()).isTrue();
            });
  }

  @Test
  void anUnavailableStatusOfGrpcItselfIsATransportFailure() {
    Status status = Status.UNAVAILABLE.withDescription("GOAWAY");

    assertThat(failure(status, sent(), on(PUBLIC)))
        .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.isUnsent()).isFalse())
        .hasMessageContaining("GOAWAY");
    assertThat(failure(status, new CallTracer(on(PUBLIC).deadline()), on(PUBLIC)))
        .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.isUnsent()).isTrue())
        .hasMessageContaining("GOAWAY");
  }

  @Test
  void aConnectionThatBreaksBeforeTheHeadersAreWrittenHasSentNothing() {
    Status reset =
        Status.UNAVAILABLE.withDescription("io").withCause(new IOException("reset by peer"));

    for (Status status : List.of(reset, Status.UNAVAILABLE.withDescription("Keepalive failed"))) {
      CallTracer answer = new CallTracer(on(PUBLIC).deadline());
      connect(answer);

      assertThat(failure(status, answer, on(PUBLIC)))
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.networkCause()).isEqualTo(NetworkCause.CONNECTION_LOST);
                assertThat(e.isUnsent()).isTrue();
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RST_STREAM closed stream. HTTP/2 error code: REFUSED_STREAM, true",
    "RST_STREAM closed stream. HTTP/2 error code: INTERNAL_ERROR, false",
    "'Abrupt GOAWAY closed sent stream. HTTP/2 error code: NO_ERROR, debug data: bye', true",
    "Abrupt GOAWAY closed sent stream. HTTP/2 error code: PROTOCOL_ERROR, false",
    "'Connection closed after GOAWAY. HTTP/2 error code: NO_ERROR', false",
    "'bye: RST_STREAM closed stream. HTTP/2 error code: REFUSED_STREAM', false",
  })
  void callsThatTheServerDidNotProcessAreUnsent(String words, boolean unsent) {
    Status status = Status.UNAVAILABLE.withDescription(words);

    assertThat(failure(status, sent(), on(PUBLIC)))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.networkCause()).isEqualTo(NetworkCause.CONNECTION_LOST);
              assertThat(e.isUnsent()).isEqualTo(unsent);
            });
  }

  @Test
  void aCallWithResponseHeadersWasProcessedDespiteARefusedStream() {
    CallTracer answer = new CallTracer(on(PUBLIC).deadline());
    ClientStreamTracer tracer = connect(answer);
    tracer.outboundHeaders();
    tracer.inboundHeaders();
    Status status =
        Status.UNAVAILABLE.withDescription(
            "RST_STREAM closed stream. HTTP/2 error code: REFUSED_STREAM");

    assertThat(failure(status, answer, on(PUBLIC)))
        .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.isUnsent()).isFalse());
  }

  /** Simulates the events of a call that a connection has accepted. */
  private static ClientStreamTracer connect(CallTracer answer) {
    ClientStreamTracer tracer =
        answer.newClientStreamTracer(StreamInfo.newBuilder().build(), new Metadata());
    tracer.streamCreated(Attributes.EMPTY, new Metadata());
    return tracer;
  }

  /** Simulates the events of a call that was sent. */
  private static CallTracer sent() {
    CallTracer answer = new CallTracer(on(PUBLIC).deadline());
    connect(answer).outboundHeaders();
    return answer;
  }

  @Test
  void invalidBytesAreAMalformedResponse() {
    Status status =
        Status.INTERNAL
            .withDescription("Invalid protobuf byte sequence")
            .withCause(new InvalidProtocolBufferException("truncated"));

    assertThat(failure(status, new Metadata(), on(PUBLIC)))
        .isInstanceOf(MalformedResponseException.class);
  }

  @Test
  void aPageThatShowsTheKeyIsMasked() {
    PinelinkException failure =
        failure(
            Status.UNAUTHENTICATED.withDescription("got api-key " + Calls.KEY),
            trailers(),
            on(PUBLIC));

    assertThat(failure).hasMessageContaining("got api-key ***");
    assertThat(failure).hasStackTraceContaining("***");
    assertThat(String.valueOf(failure.getCause())).doesNotContain(Calls.KEY);
  }

  @Test
  void aDeadlineOfTheServiceIsAServiceException() {
    assertThat(failure(Status.DEADLINE_EXCEEDED, trailers(), on(PUBLIC)))
        .isInstanceOf(ServiceException.class);
  }

  @Test
  void theOwnDeadlineIsADeadlineExceededException() {
    long[] now = {0};
    Deadline deadline = Deadline.after(Duration.ofNanos(1), () -> now[0]);
    CallContext context =
        new CallContext(
            PUBLIC,
            "",
            deadline,
            on(PUBLIC).credential(),
            ExtraHeaders.none(),
            2,
            CallHandling.unobserved(false));
    now[0] = 2;

    assertThat(failure(Status.DEADLINE_EXCEEDED, new Metadata(), context))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("after 2 attempts");
  }

  private static Metadata trailers() {
    Metadata trailers = new Metadata();
    trailers.put(CallHeaders.ascii("x-request-id"), "r-1");
    return trailers;
  }

  private static PinelinkException failure(Status status, Metadata trailers, CallContext context) {
    CallTracer answer = new CallTracer(on(PUBLIC).deadline());
    answer.trailers(trailers);
    return failure(status, answer, context);
  }

  private static PinelinkException failure(Status status, CallTracer answer, CallContext context) {
    return GrpcStatusMapping.failure(status, answer, context, DataOperations.QUERY);
  }
}
