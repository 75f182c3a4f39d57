package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.TransportException;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Vector;
import io.pinelink.retry.RetryOptions;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests how Pinelink's client and the JDK's see faults, over real connections with TLS. */
@Tag("slow")
class FaultsSeenByClientsTest {
  private static final QueryRequest QUERY =
      QueryRequest.builder().vector(1, 0).topK(5).includeValues().build();

  private static EmbeddedPinecone server;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
      client.index("docs").upsert(List.of(Vector.of("a", new float[] {1, 0})));
    }
  }

  @AfterEach
  void clear() {
    server.faults().clear();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Pinelink client(Protocol protocol, boolean retrying) {
    Pinelink.Builder builder = server.clientBuilder().protocols(protocol, Protocol.REST);
    return retrying ? builder.build() : builder.retryOptions(RetryOptions.none()).build();
  }

  private static ActiveFault add(Fault fault) {
    return server.faults().add(FaultRule.builder(fault).operations("query").build());
  }

  private static QueryResponse query(Protocol protocol) {
    try (Pinelink client = client(protocol, false)) {
      return client.index("docs").query(QUERY);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void slowAndSlicedResponsesArriveWhole(Protocol protocol) {
    List<ActiveFault> faults =
        List.of(
            add(Fault.latency(Duration.ofMillis(10), Duration.ofMillis(5))),
            add(Fault.bandwidth(100)),
            add(Fault.slicer(3, 1, Duration.ofNanos(1_000))),
            add(Fault.slowClose(Duration.ofMillis(10))),
            add(Fault.informational(100, 103)),
            add(Fault.limitData(1_000_000)));

    assertThat(query(protocol).matches()).extracting(match -> match.id()).containsExactly("a");

    assertThat(faults).extracting(ActiveFault::strikes).containsOnly(1L);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void damagedResponsesAreMalformed(Protocol protocol) {
    ActiveFault truncated = add(Fault.truncatedJson());
    assertThatThrownBy(() -> query(protocol)).isInstanceOf(MalformedResponseException.class);
    truncated.remove();

    ActiveFault unused = add(Fault.contentType("text/html"));
    if (protocol == Protocol.GRPC) {
      assertThatThrownBy(() -> query(protocol)).isInstanceOf(PinelinkException.class);
    } else {
      // JSON is recognized by its content.
      assertThat(query(protocol).matches()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void lostConnectionsAreTransportFailures(Protocol protocol) {
    for (Fault fault :
        List.of(
            Fault.limitData(3),
            Fault.timeout(Duration.ofMillis(20)),
            Fault.resetPeer(Duration.ZERO),
            Fault.drop())) {
      ActiveFault active = add(fault);
      assertThatThrownBy(() -> query(protocol))
          .as(fault.toString())
          .isInstanceOf(TransportException.class);
      active.remove();
      assertThat(active.strikes()).isEqualTo(1);
    }
  }

  /** A reset can arrive before the client notices that it has sent the request. */
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aRequestThatTheServerHasReadIsNotSentAgain(Protocol protocol) {
    int calls = 200;
    ActiveFault active = add(Fault.resetPeer(Duration.ZERO));

    try (Pinelink client = client(protocol, false)) {
      Index docs = client.index("docs");
      for (int i = 0; i < calls; i++) {
        assertThatThrownBy(() -> docs.query(QUERY)).isInstanceOf(TransportException.class);
      }
    }

    assertThat(active.strikes()).isEqualTo(calls);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aRefusalHasTheTimeOfTheNextAttempt(Protocol protocol) {
    ActiveFault unused =
        add(Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow", Duration.ofSeconds(7)));

    assertThatThrownBy(() -> query(protocol))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void retriesOvercomeFaultsThatStrikeSomeCalls(Protocol protocol) {
    server.faults().seed(7);
    ActiveFault fault =
        server
            .faults()
            .add(
                FaultRule.builder(Fault.refuse(ErrorCode.UNAVAILABLE, "flaky"))
                    .index("docs")
                    .namespace("")
                    .protocol(protocol)
                    .toxicity(0.2)
                    .build());

    int calls = 25;
    try (Pinelink client = client(protocol, true)) {
      Index docs = client.index("docs");
      for (int i = 0; i < calls; i++) {
        assertThat(docs.query(QUERY).matches()).hasSize(1);
      }
    }

    assertThat(fault.strikes()).isPositive();
    assertThat(fault.matches()).isEqualTo(calls + fault.strikes());
  }

  private static HttpResponse<String> list(HttpClient.Version version)
      throws IOException, InterruptedException {
    int port = server.address(Listener.CONTROL).getPort();
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(TestClients.trusting(server.authority().certificate()))
            .version(version)
            .build();
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/indexes"))
                .header("Api-Key", EmbeddedPinecone.API_KEY)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.version()).isEqualTo(version);
    return response;
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void theClientOfTheJdkSeesFaults(HttpClient.Version version) throws Exception {
    Faults faults = server.faults();
    String whole = list(version).body();

    faults.next("listIndexes", Fault.plainText(503, "no", Duration.ofSeconds(2)));
    HttpResponse<String> refused = list(version);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).contains("2");

    faults.next("listIndexes", Fault.truncatedJson());
    assertThat(list(version).body()).isEqualTo(whole.substring(0, whole.length() / 2));

    faults.next("listIndexes", Fault.contentType("text/html"));
    assertThat(list(version).headers().firstValue("content-type")).contains("text/html");

    faults.next("listIndexes", Fault.slicer(10, 5, Duration.ofNanos(1_000)));
    assertThat(list(version).body()).isEqualTo(whole);

    faults.next("listIndexes", Fault.slowClose(Duration.ofMillis(10)));
    assertThat(list(version).body()).isEqualTo(whole);

    faults.next("listIndexes", Fault.limitData(5));
    assertThatThrownBy(() -> list(version)).isInstanceOf(IOException.class);
    faults.nextOfAny(Fault.expiredCertificate());
    assertThatThrownBy(() -> list(version)).isInstanceOf(IOException.class);
    faults.nextOfAny(Fault.tlsAlert());
    assertThatThrownBy(() -> list(version)).isInstanceOf(IOException.class);
    assertThat(faults.pending()).isEmpty();
  }
}
