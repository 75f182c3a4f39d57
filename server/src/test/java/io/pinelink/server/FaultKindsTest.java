package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Metric;
import io.pinelink.testsupport.Indexes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what each kind of fault of calls sends, byte by byte and frame by frame. */
class FaultKindsTest {
  private static final byte[] BODY = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);

  private static EmbeddedPinecone server;
  private static PlaintextCaller control;
  private static PlaintextCaller data;

  /** A plane, a version of HTTP and a protocol. */
  private enum Way {
    CONTROL_OVER_HTTP_1,
    CONTROL_OVER_HTTP_2,
    DATA_OVER_HTTP_1,
    DATA_OVER_HTTP_2,
    DATA_OVER_GRPC;

    boolean isHttp1() {
      return this == CONTROL_OVER_HTTP_1 || this == DATA_OVER_HTTP_1;
    }

    String operation() {
      return this == CONTROL_OVER_HTTP_1 || this == CONTROL_OVER_HTTP_2
          ? "listIndexes"
          : "describeIndexStats";
    }

    ReceivedResponse call() throws Exception {
      return switch (this) {
        case CONTROL_OVER_HTTP_1 -> control.http1("/indexes");
        case CONTROL_OVER_HTTP_2 -> control.http2("/indexes", "");
        case DATA_OVER_HTTP_1 -> data.http1("/describe_index_stats");
        case DATA_OVER_HTTP_2 -> data.http2("/describe_index_stats", "");
        case DATA_OVER_GRPC -> data.http2("/VectorService/DescribeIndexStats", "0000000000");
      };
    }

    /** Checks that a response is the service's own. */
    void checkServed(ReceivedResponse response) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.complete()).isTrue();
      if (this == DATA_OVER_GRPC) {
        assertThat(response.header("grpc-status")).isEqualTo("0");
        assertThat(response.body()).hasSizeGreaterThan(5);
      } else {
        assertThat(response.json().isObject()).isTrue();
      }
    }
  }

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.builder().localMode().start();
    control = new PlaintextCaller(server.address(Listener.CONTROL).getPort());
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
      String host = client.controlPlane().describeIndex("docs").host().orElseThrow();
      data = new PlaintextCaller(Integer.parseInt(host.substring(host.indexOf(':') + 1)));
    }
  }

  @AfterEach
  void clear() {
    server.faults().clear();
  }

  @AfterAll
  static void stop() {
    control.close();
    data.close();
    server.close();
  }

  private static ActiveFault add(Way way, Fault fault) {
    return server.faults().add(FaultRule.builder(fault).operations(way.operation()).build());
  }

  @ParameterizedTest
  @EnumSource
  void latencyDelaysTheResponse(Way way) throws Exception {
    ActiveFault fault = add(way, Fault.latency(Duration.ofMillis(60), Duration.ofMillis(20)));

    ReceivedResponse response = way.call();

    way.checkServed(response);
    assertThat(response.time()).isGreaterThanOrEqualTo(Duration.ofMillis(40));
    assertThat(fault.strikes()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void latenciesOfSeveralFaultsAddUp(Way way) throws Exception {
    ActiveFault first = add(way, Fault.delay(Duration.ofMillis(30)));
    ActiveFault second =
        add(
            way,
            Fault.longTail(Duration.ofMillis(30), Duration.ofMillis(30), Duration.ofMillis(30)));

    ReceivedResponse response = way.call();

    way.checkServed(response);
    assertThat(response.time()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    assertThat(List.of(first.strikes(), second.strikes())).containsExactly(1L, 1L);
  }

  @ParameterizedTest
  @EnumSource
  void bandwidthLimitsTheRateOfTheBody(Way way) throws Exception {
    add(way, Fault.bandwidth(5));
    add(way, Fault.body(BODY));

    ReceivedResponse response = way.call();

    assertThat(response.complete()).isTrue();
    assertThat(response.text()).endsWith("x".repeat(1_000));
    assertThat(response.time()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    if (!way.isHttp1()) {
      // A tenth of a second each.
      assertThat(response.slices().subList(0, 2)).containsExactly(500, 500);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSlicerCutsTheBodyIntoSlices(Way way) throws Exception {
    add(way, Fault.slicer(100, 50, Duration.ofMillis(1)));
    add(way, Fault.body(BODY));

    ReceivedResponse response = way.call();

    assertThat(response.complete()).isTrue();
    assertThat(response.text()).endsWith("x".repeat(1_000));
    assertThat(response.time()).isGreaterThanOrEqualTo(Duration.ofMillis(7));
    if (!way.isHttp1()) {
      List<Integer> slices = response.slices();
      assertThat(slices.subList(0, slices.size() - 1)).allMatch(size -> size >= 50 && size <= 150);
      assertThat(slices.stream().distinct()).hasSizeGreaterThan(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void slowCloseDelaysTheEndOfTheResponse(Way way) throws Exception {
    add(way, Fault.slowClose(Duration.ofMillis(60)));

    ReceivedResponse response = way.call();

    way.checkServed(response);
    assertThat(response.time()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    if (way.isHttp1()) {
      // Only the end of the connection is the end of the body.
      assertThat(response.headers()).doesNotContainKey("content-length");
      assertThat(response.header("connection")).isEqualTo("close");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalWithASlowCloseKeepsItsStatus(Way way) throws Exception {
    add(way, Fault.refuse(ErrorCode.UNAVAILABLE, "no"));
    add(way, Fault.slowClose(Duration.ofMillis(1)));

    ReceivedResponse response = way.call();

    assertThat(response.complete()).isTrue();
    assertThat(response.status()).isEqualTo(way == Way.DATA_OVER_GRPC ? 200 : 503);
    if (way == Way.DATA_OVER_GRPC) {
      assertThat(response.header("grpc-status")).isEqualTo("14");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTimeoutClosesTheConnectionWithoutAResponse(Way way) throws Exception {
    add(way, Fault.timeout(Duration.ofMillis(50)));

    ReceivedResponse response = way.call();

    assertThat(response.status()).isZero();
    assertThat(response.end()).isEqualTo("closed");
    assertThat(response.time()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
  }

  @ParameterizedTest
  @EnumSource
  void resetPeerResetsTheConnection(Way way) throws Exception {
    add(way, Fault.resetPeer(Duration.ofMillis(20)));

    ReceivedResponse response = way.call();

    assertThat(response.status()).isZero();
    assertThat(response.end()).isEqualTo("reset");
    assertThat(response.time()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  @ParameterizedTest
  @EnumSource
  void limitedDataEndsInsideTheBody(Way way) throws Exception {
    add(way, Fault.limitData(7));

    ReceivedResponse response = way.call();

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).hasSize(7);
    assertThat(response.complete()).isFalse();
    assertThat(response.end()).isEqualTo("closed");
  }

  @ParameterizedTest
  @EnumSource
  void aBodyWithinTheLimitOfDataIsComplete(Way way) throws Exception {
    ActiveFault fault = add(way, Fault.limitData(1_000_000));

    way.checkServed(way.call());
    assertThat(fault.strikes()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenOffResponseEndsInTheMiddle(Way way) throws Exception {
    int whole = way.call().body().length;
    add(way, Fault.breakOff());

    ReceivedResponse response = way.call();

    assertThat(response.body()).hasSize(whole / 2);
    assertThat(response.end()).isEqualTo("closed");
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalSendsItsRetryDelay(Way way) throws Exception {
    add(way, Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down", Duration.ofMillis(1_500)));

    ReceivedResponse response = way.call();

    if (way == Way.DATA_OVER_GRPC) {
      assertThat(response.header("grpc-status")).isEqualTo("8");
      assertThat(response.header("grpc-retry-pushback-ms")).isEqualTo("1500");
    } else {
      assertThat(response.status()).isEqualTo(429);
      assertThat(response.header("retry-after")).isEqualTo("2");
      assertThat(response.text()).contains("slow down");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStatusIsPlainText(Way way) throws Exception {
    add(way, Fault.plainText(502, "bad gateway"));

    ReceivedResponse response = way.call();

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.header("content-type")).isEqualTo("text/plain");
    assertThat(response.text()).isEqualTo("bad gateway");
  }

  @ParameterizedTest
  @EnumSource
  void truncatedJsonIsACompleteResponse(Way way) throws Exception {
    ReceivedResponse whole = way.call();
    add(way, Fault.truncatedJson());

    ReceivedResponse half = way.call();

    assertThat(half.complete()).isTrue();
    if (way == Way.DATA_OVER_GRPC) {
      int message = whole.body().length - 5;
      assertThat(half.body()).hasSize(5 + message / 2);
      assertThat(half.body()[4]).isEqualTo((byte) (message / 2));
      assertThat(half.header("grpc-status")).isEqualTo("0");
    } else {
      assertThat(half.text()).isEqualTo(whole.text().substring(0, whole.body().length / 2));
      assertThat(half.header("content-length")).isEqualTo("" + whole.body().length / 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void truncatedJsonKeepsTheGivenBytes(Way way) throws Exception {
    add(way, Fault.truncatedJson(2));

    assertThat(way.call().body()).hasSize(way == Way.DATA_OVER_GRPC ? 7 : 2);
  }

  @ParameterizedTest
  @EnumSource
  void theContentTypeCanBeWrong(Way way) throws Exception {
    byte[] body = way.call().body();
    add(way, Fault.contentType("text/html; charset=utf-8"));

    ReceivedResponse response = way.call();

    way.checkServed(response);
    assertThat(response.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(response.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @EnumSource
  void informationalResponsesPrecedeTheFinalOne(Way way) throws Exception {
    add(way, Fault.informational(100, 103));
    add(way, Fault.informational(102));

    ReceivedResponse response = way.call();

    way.checkServed(response);
    assertThat(response.informational()).containsExactly(100, 103, 102);
    assertThat(response.header("link")).isEqualTo("</>; rel=preconnect");
  }

  @ParameterizedTest
  @EnumSource
  void aDroppedConnectionSendsNothing(Way way) throws Exception {
    add(way, Fault.drop());

    ReceivedResponse response = way.call();

    assertThat(response.status()).isZero();
    assertThat(response.end()).isEqualTo("closed");
  }

  @ParameterizedTest
  @EnumSource
  void goAwayEndsTheUseOfAConnection(Way way) throws Exception {
    add(way, Fault.goAway());

    ReceivedResponse response = way.call();

    assertThat(response.status()).isZero();
    assertThat(response.end()).isEqualTo(way.isHttp1() ? "closed" : "GOAWAY");
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheFirstReplacementOfAResponseStrikes(Way way) throws Exception {
    ActiveFault first = add(way, Fault.plainText(501, "first"));
    ActiveFault second = add(way, Fault.plainText(502, "second"));
    server.faults().next(way.operation(), Fault.plainText(500, "next"));

    assertThat(way.call().text()).isEqualTo("next");
    assertThat(way.call().text()).isEqualTo("first");
    first.remove();
    assertThat(way.call().text()).isEqualTo("second");

    assertThat(List.of(first.matches(), first.strikes())).containsExactly(2L, 1L);
    assertThat(List.of(second.matches(), second.strikes())).containsExactly(3L, 1L);
  }
}
