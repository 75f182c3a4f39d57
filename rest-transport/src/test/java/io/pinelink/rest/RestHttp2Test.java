package io.pinelink.rest;

import static io.pinelink.rest.Calls.HOST;
import static io.pinelink.rest.Calls.LONG;
import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.list;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.DataOperations.DESCRIBE_NAMESPACE;
import static io.pinelink.spi.DataOperations.QUERY;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.TransportException;
import io.pinelink.model.ListResponse;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.request.ByName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Calls that share connections, over TLS. */
class RestHttp2Test {
  private static final String NONE = "{\"indexes\":[]}";
  private static final int STREAMS = 20;

  private final X509Bundle certificate;
  private final TlsOptions trust;
  private final RestTransport transport;
  private final LoopbackServer server;
  private final Route route;

  RestHttp2Test() throws Exception {
    X509Bundle authority = Certificates.authority("ours");
    certificate = Certificates.issuedBy(authority, HOST);
    trust = TlsOptions.trustOnly(authority.getCertificate());
    transport = Calls.transport(Calls.options(16 << 20, HttpVersion.HTTP_2, DnsResolver.system()));
    server = LoopbackServer.http2(certificate, STREAMS).answering(200, NONE);
    route = Calls.dialled(trust, HOST, server.address());
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void aCallHasTheRequiredHeaders() throws Exception {
    resultOf(list(transport, route));

    Received sent = server.next();
    assertThat(sent.protocol()).isEqualTo("HTTP/2.0");
    assertThat(sent.line()).isEqualTo("GET /indexes");
    assertThat(sent.headers().get("host")).isEqualTo(HOST);
    assertThat(sent.headers().get("api-key")).isEqualTo(Calls.KEY);
    assertThat(sent.headers().get("x-pinecone-api-version")).isEqualTo("2026-04");
    assertThat(sent.headers().get("user-agent")).isEqualTo("lang=java; pinelink=test");
    assertThat(sent.serverNames()).singleElement().asString().contains(HOST);
  }

  @Test
  void aPathIsNotNormalized() throws Exception {
    server.answering(200, "{\"name\":\"..\"}");

    resultOf(transport.call(DESCRIBE_NAMESPACE, ByName.ofNamespace(".."), context(route)));

    assertThat(server.next().line()).isEqualTo("GET /namespaces/%2E%2E");
  }

  @Tag("slow")
  @Test
  void largeBodiesGoBothWays() throws Exception {
    float[] values = new float[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      vectors.add(Vector.of("v" + i, values));
    }
    server.answering(
        request ->
            request.line().contains("upsert")
                ? LoopbackServer.Answer.of(200, "{\"upsertedCount\":20}")
                : LoopbackServer.Answer.of(200, echoed(request.body())));

    assertThat(
            resultOf(
                    transport.call(
                        UPSERT, UpsertRequest.of(vectors), context(route, Deadline.after(LONG))))
                .upsertedCount())
        .isEqualTo(20);
    assertThat(server.next().body()).hasSizeGreaterThan(3 << 20);
    List<CompletableFuture<QueryResponse>> calls =
        IntStream.range(0, 6)
            .mapToObj(i -> transport.call(QUERY, QueryRequest.nearest(values), context(route)))
            .toList();
    for (CompletableFuture<QueryResponse> call : calls) {
      assertThat(resultOf(call).matches())
          .hasSize(30)
          .allSatisfy(match -> assertThat(match.vector().values()).isEqualTo(values));
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  /** Returns the values of a query as the values of thirty matches. */
  private static String echoed(String query) {
    String values = query.substring(query.indexOf('['), query.indexOf(']') + 1);
    String match = "{\"id\":\"a\",\"values\":" + values + "}";
    return "{\"matches\":[" + (match + ",").repeat(29) + match + "]}";
  }

  @Test
  void callsShareAConnectionUpToTheStreamLimit() throws Exception {
    server.holding();
    List<CompletableFuture<ListResponse<IndexDescription>>> calls = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      calls.add(list(transport, route));
    }
    for (int i = 0; i < STREAMS; i++) {
      server.next();
    }
    assertThat(server.connections()).isEqualTo(1);

    for (int i = 0; i < STREAMS; i++) {
      calls.add(list(transport, route));
    }
    for (int i = 0; i < STREAMS; i++) {
      server.next();
    }
    assertThat(server.connections()).isEqualTo(2);

    server.release();
    for (CompletableFuture<ListResponse<IndexDescription>> call : calls) {
      assertThat(resultOf(call).items()).isEmpty();
    }
  }

  @Test
  void manyConcurrentCallsComplete() throws Exception {
    List<CompletableFuture<ListResponse<IndexDescription>>> calls =
        IntStream.range(0, 500).mapToObj(i -> list(transport, route)).toList();

    for (CompletableFuture<ListResponse<IndexDescription>> call : calls) {
      assertThat(resultOf(call).items()).isEmpty();
    }
    assertThat(server.connections()).isBetween(1, 64);
  }

  @Test
  @DisabledIfSystemProperty(
      named = "pinelink.libraries",
      matches = "oldest",
      disabledReason = "before 5.4, HttpCore resets no stream whose request has been sent")
  void cancellingResetsTheStreamAndKeepsTheConnection() throws Exception {
    server.holding();
    CompletableFuture<ListResponse<IndexDescription>> cancelled = list(transport, route);
    CompletableFuture<ListResponse<IndexDescription>> other = list(transport, route);
    server.next();
    server.next();

    cancelled.cancel(true);

    assertThat(server.sawEnd()).isTrue();
    server.release();
    assertThat(resultOf(other).items()).isEmpty();
    assertThat(resultOf(list(transport, route)).items()).isEmpty();
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  @DisabledIfSystemProperty(
      named = "pinelink.libraries",
      matches = "oldest",
      disabledReason = "before 5.4, HttpCore resets no stream whose request has been sent")
  void theDeadlineResetsTheStreamAndKeepsTheConnection() throws Exception {
    resultOf(list(transport, route));
    assertThat(server.sawEnd()).isTrue();
    server.answering(LoopbackServer.SILENCE, "");

    assertThat(
            failureOf(
                transport.call(
                    DESCRIBE_NAMESPACE,
                    ByName.ofNamespace("a"),
                    context(route, Deadline.after(Duration.ofMillis(300))))))
        .isInstanceOf(DeadlineExceededException.class);

    assertThat(server.sawEnd()).isTrue();
    server.answering(200, NONE);
    assertThat(resultOf(list(transport, route)).items()).isEmpty();
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aRefusalIsReadAsOverHttp1() throws Exception {
    server.answering(404, "{\"code\":5,\"message\":\"Namespace not found\"}");

    assertThat(failureOf(list(transport, route)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("HTTP 404: Namespace not found");
  }

  @Test
  void callsInFlightEndAfterGoAwayAndTheNextUsesAnotherConnection() throws Exception {
    server.holding();
    CompletableFuture<ListResponse<IndexDescription>> inFlight = list(transport, route);
    server.next();

    server.passing();
    server.goAway();

    assertThat(untilSent().items()).isEmpty();
    assertThat(inFlight).isNotDone();
    server.release();
    assertThat(resultOf(inFlight).items()).isEmpty();
    assertThat(server.connections()).isEqualTo(2);
  }

  /**
   * Calls until the client has processed the GOAWAY and opened another connection. A call may still
   * be answered before the GOAWAY; one sent after it was certainly not processed.
   */
  private ListResponse<IndexDescription> untilSent() throws Exception {
    while (true) {
      CompletableFuture<ListResponse<IndexDescription>> call = list(transport, route);
      try {
        ListResponse<IndexDescription> answer = resultOf(call);
        if (server.connections() > 1) {
          return answer;
        }
      } catch (ExecutionException e) {
        assertThat(((TransportException) failureOf(call)).isUnsent()).isTrue();
      }
    }
  }

  @Test
  void aRefusedStreamIsUnsent() throws Exception {
    server.answering(LoopbackServer.REFUSED_STREAM, "");

    TransportException refused = (TransportException) failureOf(list(transport, route));

    assertThat(refused.networkCause()).isEqualTo(NetworkCause.CONNECTION_LOST);
    assertThat(refused.isUnsent()).isTrue();
  }

  @Test
  void aBrokenConnectionFailsOnlyItsOwnCalls() throws Exception {
    server.holding();
    CompletableFuture<ListResponse<IndexDescription>> one = list(transport, route);
    CompletableFuture<ListResponse<IndexDescription>> other = list(transport, route);
    server.next();
    server.next();

    server.dropConnections();

    for (CompletableFuture<ListResponse<IndexDescription>> broken : List.of(one, other)) {
      assertThat(((TransportException) failureOf(broken)).isUnsent()).isFalse();
    }
    server.release();
    assertThat(resultOf(list(transport, route)).items()).isEmpty();
  }

  @Test
  void closingFailsCallsInFlightAndClosesTheConnection() throws Exception {
    server.holding();
    CompletableFuture<ListResponse<IndexDescription>> call = list(transport, route);
    server.next();

    transport.close();

    assertThat(failureOf(call)).hasMessageContaining("the transport was closed");
    assertThat(server.sawConnectionClose()).isTrue();
  }

  @Test
  void aServerWithoutHttp2IsCalledOverPersistentHttp1() throws Exception {
    try (LoopbackServer old = LoopbackServer.tls(certificate).answering(200, NONE)) {
      for (int i = 0; i < 5; i++) {
        assertThat(resultOf(list(transport, Calls.dialled(trust, HOST, old.address()))).items())
            .isEmpty();
        assertThat(old.next().protocol()).isEqualTo("HTTP/1.1");
      }
      List<CompletableFuture<ListResponse<IndexDescription>>> calls =
          IntStream.range(0, 100)
              .mapToObj(i -> list(transport, Calls.dialled(trust, HOST, old.address())))
              .toList();
      for (CompletableFuture<ListResponse<IndexDescription>> call : calls) {
        assertThat(resultOf(call).items()).isEmpty();
      }

      assertThat(old.connections()).isBetween(1, 64);
    }
  }

  @Test
  void plaintextIsHttp1() throws Exception {
    try (LoopbackServer plain = LoopbackServer.plaintext().answering(200, NONE)) {
      resultOf(list(transport, local(plain.port())));

      assertThat(plain.next().protocol()).isEqualTo("HTTP/1.1");
    }
  }
}
