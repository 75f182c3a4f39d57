package io.pinelink.rest;

import static io.pinelink.rest.Calls.HOST;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.list;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.LoopbackServer.Answer;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestRequest;
import io.pinelink.rest.http.CallInParts;
import io.pinelink.rest.http.ConnectionPool;
import io.pinelink.rest.http.HttpClient;
import io.pinelink.rest.http.HttpExchange;
import io.pinelink.rest.json.BrokenChunkPool;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.dial.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exceptions and errors in callbacks of the transport. Each must end its call at once, release the
 * connection, and leave other calls alone.
 */
class RestCallbackFailuresTest {
  private static final String NONE = "{\"indexes\":[]}";

  /** The calls that a server over HTTP/2 allows at once. */
  private static final int STREAMS = 10;

  /** Far beyond the time that a test may take. */
  private static final Duration NEVER = Duration.ofMinutes(10);

  private static final String REFUSAL_WITH_A_DATE = "Wed, 21 Oct 2099 07:28:00 GMT";

  private final X509Bundle certificate;
  private final TlsOptions trust;

  RestCallbackFailuresTest() throws Exception {
    X509Bundle authority = Certificates.authority("ours");
    certificate = Certificates.issuedBy(authority, HOST);
    trust = TlsOptions.trustOnly(authority.getCertificate());
  }

  /** A place that throws. */
  enum Place {
    REQUEST_HEAD(TransportException.class),
    REQUEST_BODY(TransportException.class),
    REQUEST_BODY_ERROR(TransportException.class),
    WRITTEN_REQUEST(TransportException.class),
    ARRIVING_RESPONSE(MalformedResponseException.class),
    RESPONSE_BODY(MalformedResponseException.class),
    RESPONSE_BODY_ERROR(MalformedResponseException.class),
    RESPONSE_IS_NOTHING(MalformedResponseException.class),
    REFUSAL(MalformedResponseException.class),
    COMPLETION(MalformedResponseException.class);

    private final Class<? extends PinelinkException> failure;

    Place(Class<? extends PinelinkException> failure) {
      this.failure = failure;
    }

    boolean isRequest() {
      return name().startsWith("REQUEST");
    }
  }

  enum Wire {
    PLAINTEXT(70),
    TLS(10),
    HTTP2(STREAMS + 5);

    /**
     * More than a pool has connections, or a connection streams: what is not released is missed.
     */
    private final int calls;

    Wire(int calls) {
      this.calls = calls;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PLAINTEXT, REQUEST_HEAD",
    "PLAINTEXT, REQUEST_BODY",
    "PLAINTEXT, REQUEST_BODY_ERROR",
    "PLAINTEXT, WRITTEN_REQUEST",
    "PLAINTEXT, ARRIVING_RESPONSE",
    "PLAINTEXT, RESPONSE_BODY",
    "PLAINTEXT, RESPONSE_BODY_ERROR",
    "PLAINTEXT, RESPONSE_IS_NOTHING",
    "PLAINTEXT, REFUSAL",
    "PLAINTEXT, COMPLETION",
    "HTTP2, REQUEST_HEAD",
    "HTTP2, REQUEST_BODY",
    "HTTP2, REQUEST_BODY_ERROR",
    "HTTP2, WRITTEN_REQUEST",
    "HTTP2, ARRIVING_RESPONSE",
    "HTTP2, RESPONSE_BODY",
    "HTTP2, RESPONSE_BODY_ERROR",
    "HTTP2, RESPONSE_IS_NOTHING",
    "HTTP2, REFUSAL",
    "HTTP2, COMPLETION",
    "TLS, REQUEST_BODY",
    "TLS, WRITTEN_REQUEST",
    "TLS, ARRIVING_RESPONSE",
    "TLS, RESPONSE_BODY",
    "TLS, REFUSAL",
    "TLS, COMPLETION"
  })
  void exceptionsInCallbacksEndTheCallAndReleaseTheConnection(Wire wire, Place place)
      throws Exception {
    HttpClient client = new HttpClient(options(wire), HttpClient.STALL_BOUND);
    try (LoopbackServer server = server(wire)) {
      server.answering(
          request ->
              request.line().contains("refused")
                  ? Answer.of(503, "{}").with("Retry-After", REFUSAL_WITH_A_DATE)
                  : Answer.of(200, NONE));
      Route route = route(wire, server);
      ConnectionPool pool = client.pool(Destination.of(route));
      assertThat(resultOf(run(client, pool, route, null))).isEqualTo("ok");

      for (int i = 0; i < wire.calls; i++) {
        CompletableFuture<String> other = run(client, pool, route, null);
        PinelinkException failure = failureOf(run(client, pool, route, place));

        assertThat(failure).isInstanceOf(place.failure);
        if (place.isRequest()) {
          assertThat(((TransportException) failure).isUnsent()).isTrue();
        }
        assertThat(resultOf(other)).isEqualTo("ok");
      }
      assertThat(resultOf(run(client, pool, route, null))).isEqualTo("ok");
    } finally {
      client.close();
    }
  }

  private static CompletableFuture<String> run(
      HttpClient client, ConnectionPool pool, Route route, @Nullable Place place) {
    CallContext context = Calls.context(route, Deadline.after(NEVER));
    FailedCall failed = context.failed(ControlOperations.LIST_INDEXES);
    CompletableFuture<String> future =
        place == Place.COMPLETION ? new ThrowingFuture() : new CompletableFuture<>();
    pool.execute(
        new HttpExchange<>(
            request(place),
            decoder(place),
            context,
            failed,
            Destination.of(route),
            client.options(),
            "2026-04",
            chunks(place, client),
            place == Place.REFUSAL ? new ThrowingClock() : Clock.systemUTC(),
            future));
    return future;
  }

  private static ChunkPool chunks(@Nullable Place place, HttpClient client) {
    if (place == Place.WRITTEN_REQUEST) {
      return BrokenChunkPool.afterTheRequest();
    }
    return place == Place.ARRIVING_RESPONSE ? BrokenChunkPool.atTheResponse() : client.chunks();
  }

  @SuppressWarnings("NullAway") // a head without a method throws
  private static RestRequest request(@Nullable Place place) {
    JsonWriter body =
        json -> {
          json.writeStartObject();
          if (place == Place.REQUEST_BODY) {
            throw new IllegalStateException("thrown by the test");
          }
          if (place == Place.REQUEST_BODY_ERROR) {
            throw new AssertionError("thrown by the test");
          }
          json.writeEndObject();
        };
    return new RestRequest(
        place == Place.REQUEST_HEAD ? null : "POST",
        place == Place.REFUSAL ? "/refused" : "/indexes",
        body,
        "application/json");
  }

  @SuppressWarnings("NullAway") // a result of null is what one place is about
  private static RestBinding.Decoder<String> decoder(@Nullable Place place) {
    return (json, info) -> {
      if (place == Place.RESPONSE_BODY) {
        throw new IllegalStateException("thrown by the test");
      }
      if (place == Place.RESPONSE_BODY_ERROR) {
        throw new StackOverflowError("thrown by the test");
      }
      return place == Place.RESPONSE_IS_NOTHING ? null : "ok";
    };
  }

  private static final class ThrowingFuture extends CompletableFuture<String> {
    @Override
    public boolean complete(String value) {
      throw new IllegalStateException("thrown by the test");
    }
  }

  private static final class ThrowingClock extends Clock {
    @Override
    public ZoneId getZone() {
      throw new IllegalStateException("thrown by the test");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new IllegalStateException("thrown by the test");
    }

    @Override
    public Instant instant() {
      throw new IllegalStateException("thrown by the test");
    }
  }

  private LoopbackServer server(Wire wire) throws Exception {
    return switch (wire) {
      case PLAINTEXT -> LoopbackServer.plaintext();
      case TLS -> LoopbackServer.tls(certificate);
      case HTTP2 -> LoopbackServer.http2(certificate, STREAMS);
    };
  }

  private static TransportOptions options(Wire wire) {
    HttpVersion version = wire == Wire.HTTP2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1;
    return Calls.options(4_096, version, DnsResolver.system());
  }

  private Route route(Wire wire, LoopbackServer server) {
    return wire == Wire.PLAINTEXT
        ? Calls.local(server.port())
        : Calls.dialled(trust, HOST, server.address());
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 700, 999})
  void anUnknownStatusIsARefusal(int status) throws Exception {
    try (LoopbackServer server = LoopbackServer.plaintext().answering(status, "");
        RestTransport transport = Calls.transport()) {
      ServiceException refused =
          (ServiceException) failureOf(list(transport, Calls.local(server.port())));

      assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL);
      assertThat(refused).hasMessageContaining("HTTP " + status + ": no message");
    }
  }

  @Test
  void anErrorOfTheNameLookupFailsTheCall() throws Exception {
    DnsResolver broken =
        host -> {
          throw new AssertionError("thrown by the test");
        };
    try (RestTransport transport = Calls.transport(broken)) {
      assertThat(failureOf(list(transport, Calls.local(1)))).isInstanceOf(TransportException.class);
    }
  }

  @Test
  void anExceptionWhileJoiningFailsTheWholeCall() {
    CompletableFuture<String> whole =
        new CallInParts<String, String>(
                List.of("a", "b"),
                CompletableFuture::completedFuture,
                (before, after) -> {
                  throw new IllegalStateException("thrown by the test");
                },
                thrown -> thrown)
            .start();

    assertThat(whole).isCompletedExceptionally();
  }

  @Test
  void aPartThatCannotStartFailsTheWholeCall() {
    CompletableFuture<String> whole =
        new CallInParts<String, String>(
                List.of("a", "b"),
                part -> {
                  if (part.equals("b")) {
                    throw new AssertionError("thrown by the test");
                  }
                  return CompletableFuture.completedFuture(part);
                },
                String::concat,
                thrown -> thrown)
            .start();

    assertThat(whole).isCompletedExceptionally();
  }
}
