package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.network.HttpVersion;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests headers that a program adds, as they arrive at the server. */
class ExtraHeadersIT {
  private static final String SECRET = "Gate t0p-Secret/1";
  private EmbeddedPinecone server;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Pinelink.Builder builder(Protocol protocol) {
    return protocol == Protocol.REST
        ? server.clientBuilder().protocols(Protocol.REST)
        : server.clientBuilder().protocols(protocol, Protocol.REST);
  }

  private List<RecordedRequest> received(String operation) {
    return server.requests().stream().filter(r -> r.operation().equals(operation)).toList();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void eachCallHasTheHeadersOfTheClientAndItsOwn(Protocol protocol) {
    try (Pinelink client =
        builder(protocol).headers(Map.of("X-Gate", SECRET, "x-team", "search")).build()) {
      Index index = Indexes.create(client, "docs", Metric.COSINE);
      for (int call = 0; call < 3; call++) {
        index.with(CallOptions.defaults().header("x-team", "t-" + call)).describeIndexStats();
      }
      index.describeIndexStats();
    }

    List<RecordedRequest> calls = received("describeIndexStats");
    assertThat(calls).extracting(RecordedRequest::protocol).containsOnly(protocol);
    assertThat(calls)
        .allSatisfy(r -> assertThat(r.headers()).containsEntry("x-gate", List.of(SECRET)));
    assertThat(calls)
        .extracting(r -> r.headers().get("x-team"))
        .containsExactly(List.of("t-0"), List.of("t-1"), List.of("t-2"), List.of("search"));
    assertThat(received("createIndex").get(0).headers())
        .containsEntry("x-gate", List.of(SECRET))
        .containsEntry("api-key", List.of("***"));
  }

  /** Sends more distinct values than fit into the compression table of a connection. */
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void eachCallCanHaveItsOwnHeaderValue(Protocol protocol) {
    try (Pinelink client = builder(protocol).httpVersion(HttpVersion.HTTP_2).build()) {
      Index index = Indexes.create(client, "docs", Metric.COSINE);
      for (int call = 0; call < 300; call++) {
        CallOptions options =
            CallOptions.defaults().header("traceparent", "00-" + 1_000_000 + call);
        index.with(options).describeIndexStats();
      }
    }

    List<RecordedRequest> calls = received("describeIndexStats");
    assertThat(calls).hasSize(300);
    for (int call = 0; call < 300; call++) {
      assertThat(calls.get(call).headers())
          .containsEntry("traceparent", List.of("00-" + 1_000_000 + call));
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theLargestHeadersArrive(Protocol protocol) {
    String large = "v".repeat(8_192 - "x-large".length());
    try (Pinelink client = builder(protocol).httpVersion(HttpVersion.HTTP_2).build()) {
      Index index = Indexes.create(client, "docs", Metric.COSINE);
      index.with(CallOptions.defaults().header("x-large", large)).describeIndexStats();
    }

    assertThat(received("describeIndexStats").get(0).headers())
        .containsEntry("x-large", List.of(large));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void headerValuesRepeatedByTheServerAreMasked(Protocol protocol) {
    try (Pinelink client = builder(protocol).header("x-gate", SECRET).build()) {
      Index index = Indexes.create(client, "docs", Metric.COSINE);
      server
          .faults()
          .next(
              "describeIndexStats",
              Fault.refuse(ErrorCode.PERMISSION_DENIED, "no such token: t0p-Secret/1"));

      assertThatExceptionOfType(ServiceException.class)
          .isThrownBy(index::describeIndexStats)
          .withMessageContaining("no such token: ***")
          .withMessageNotContaining("t0p-Secret");
    }
  }

  @Test
  void theAdminClientAndItsLoginSendTheHeaders() {
    try (AdminClient admin =
        server
            .configure(AdminClient.builder())
            .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
            .header("x-gate", SECRET)
            .build()) {
      admin.listProjects();
    }

    assertThat(received("createToken").get(0).headers()).containsEntry("x-gate", List.of(SECRET));
    assertThat(received("listProjects").get(0).headers()).containsEntry("x-gate", List.of(SECRET));
  }
}
