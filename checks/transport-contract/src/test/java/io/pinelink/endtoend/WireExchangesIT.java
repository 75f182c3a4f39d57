package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import io.pinelink.spi.RawOperations;
import io.pinelink.spi.Transport;
import io.pinelink.spi.request.RawRequest;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.WireExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that observers receive requests and responses as they are on the wire. */
class WireExchangesIT {
  private final List<WireExchange> exchanges = new CopyOnWriteArrayList<>();
  private EmbeddedPinecone server;
  private String host;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.start();
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 3, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      host = client.controlPlane().describeIndex("docs").host().orElseThrow();
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Pinelink client(Protocol protocol, UnaryOperator<Transport> decorator) {
    return server
        .clientBuilder()
        .protocols(protocol)
        .decorator(decorator)
        .callListener(
            call ->
                new CallObserver() {
                  @Override
                  public boolean wantsExchanges() {
                    return true;
                  }

                  @Override
                  public void exchanged(WireExchange exchange) {
                    exchanges.add(exchange);
                  }
                })
        .build();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aSuccessfulCallIsPassedOnWithItsBodies(Protocol protocol) {
    try (Pinelink client = client(protocol, transport -> transport)) {
      client.indexAt(host).upsert(List.of(Vector.of("some-id", new float[] {1, 2, 3})));
    }

    assertThat(exchanges).hasSize(1);
    WireExchange exchange = exchanges.get(0);
    assertThat(exchange.protocol()).isEqualTo(protocol);
    assertThat(exchange.method()).isEqualTo("POST");
    assertThat(exchange.path())
        .isEqualTo(protocol == Protocol.REST ? "/vectors/upsert" : "/VectorService/Upsert");
    assertThat(exchange.status()).isEqualTo(protocol == Protocol.REST ? 200 : 0);
    assertThat(new String(exchange.sent(), StandardCharsets.ISO_8859_1)).contains("some-id");
    assertThat(exchange.received()).isNotEmpty();
    assertThat(exchange.headers()).containsKey("x-pinecone-request-lsn");
    assertThat(exchange.headers().toString()).doesNotContain(EmbeddedPinecone.API_KEY);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aRefusedCallIsPassedOnWithItsStatus(Protocol protocol) {
    try (Pinelink client = client(protocol, transport -> transport)) {
      Index index = client.indexAt(host).namespace("missing");

      assertThatThrownBy(() -> index.delete(DeleteRequest.byIds("a")))
          .isInstanceOf(NotFoundException.class);
    }

    assertThat(exchanges)
        .singleElement()
        .extracting(WireExchange::status)
        .isEqualTo(protocol == Protocol.REST ? 404 : 5);
  }

  @Test
  void aRawRequestIsSentAsItIsOnTheRouteOfTheCall() {
    RawRequest raw =
        new RawRequest(
            "POST", "/describe_index_stats", "{\"filter\":{}}", "application/json", "2025-10");
    UnaryOperator<Transport> decorator =
        transport ->
            new ForwardingTransport(transport) {
              @Override
              public <Q, R> CompletableFuture<R> call(
                  Operation<Q, R> operation, Q request, CallContext context) {
                return super.call(RawOperations.SEND, raw, context)
                    .thenCompose(sent -> super.call(operation, request, context));
              }
            };

    try (Pinelink client = client(Protocol.REST, decorator)) {
      client.indexAt(host).describeIndexStats();
    }

    assertThat(exchanges).hasSize(2);
    assertThat(exchanges.get(0).apiVersion()).isEqualTo("2025-10");
    assertThat(new String(exchanges.get(0).sent(), StandardCharsets.UTF_8)).isEqualTo(raw.body());
  }
}
