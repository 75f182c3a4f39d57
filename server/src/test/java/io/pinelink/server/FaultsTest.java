package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.pinelink.error.ErrorCode;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.server.TestClients.Response;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class FaultsTest {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final EmbeddedPinecone pinecone = EmbeddedPinecone.start();
  private final TestClients clients = new TestClients(pinecone);
  private final Faults faults = pinecone.faults();
  private final ManagedChannel channel = clients.channel(Listener.PUBLIC_DATA, HOST);

  @BeforeEach
  void createIndex() {
    String body =
        """
        {"name":"docs","dimension":2,"spec":{"serverless":{"cloud":"aws","region":"us-east-1"}}}\
        """;
    assertThat(control("POST", "/indexes", body).status()).isEqualTo(201);
  }

  @AfterEach
  void close() {
    clients.close();
    pinecone.close();
  }

  @Test
  void faultsApplyInOrderToTheirOperation() {
    faults.next(
        "describeIndexStats",
        Fault.refuse(ErrorCode.UNAVAILABLE, "one"),
        Fault.refuse(ErrorCode.INTERNAL, "two"));
    faults.next("listIndexes", Fault.plainText(503, "three"));
    assertThat(faults.pending())
        .extracting(scripted -> scripted.operation() + " " + scripted.fault())
        .containsExactly(
            "describeIndexStats refuse(code=UNAVAILABLE, message=one)",
            "describeIndexStats refuse(code=INTERNAL, message=two)",
            "listIndexes status(status=503, text=three)");

    assertThat(control("GET", "/indexes", "").body()).isEqualTo("three");
    assertThat(control("GET", "/indexes", "").status()).isEqualTo(200);
    assertThat(refusal(this::stats).getDescription()).isEqualTo("one");
    assertThat(refusal(this::stats).getDescription()).isEqualTo("two");
    assertThat(stats().getDimension()).isEqualTo(2);
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void aFaultForAnyCallAppliesToTheNextOne() {
    faults.nextOfAny(Fault.plainText(418, "any"), Fault.plainText(418, "forgotten"));

    assertThat(control("GET", "/nowhere", "").body()).isEqualTo("any");
    faults.clear();
    assertThat(control("GET", "/nowhere", "").status()).isEqualTo(404);
  }

  @Test
  void anUnknownOperationIsRefusedImmediately() {
    assertThatThrownBy(() -> faults.next("upsrt", Fault.hang()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("upsrt", "upsert", "createIndex");
  }

  @ParameterizedTest
  @CsvSource({
    "OUT_OF_RANGE, 400, invalid_request",
    "UNAUTHENTICATED, 401, access_denied",
    "PERMISSION_DENIED, 403, access_denied",
    "RESOURCE_EXHAUSTED, 429, too_many_requests",
    "DATA_LOSS, 500, server_error",
    "UNAVAILABLE, 503, temporarily_unavailable",
  })
  void theLoginRefusesAsOAuthDoes(ErrorCode code, int status, String word) {
    faults.next("createToken", Fault.refuse(code, "no: ä"));

    Response refused =
        clients.http(Listener.CONTROL, "login.pinecone.io", "POST", "/oauth/token", "", "{}");

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json().path("error").textValue()).isEqualTo(word);
    assertThat(refused.json().path("error_description").textValue()).isEqualTo("no: ä");
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void aRefusalHasTheFormOfItsProtocol(ErrorCode code) {
    Fault refusal = Fault.refuse(code, "no: ä");
    faults.next("describeIndexStats", refusal);
    faults.next("listIndexes", refusal);

    Status status = refusal(this::stats);
    assertThat(status.getCode().name())
        .isEqualTo(
            switch (code) {
              case UNPROCESSABLE_ENTITY -> "INVALID_ARGUMENT";
              case PAYMENT_REQUIRED -> "UNKNOWN";
              case QUOTA_EXHAUSTED -> "RESOURCE_EXHAUSTED";
              default -> code.name();
            });
    assertThat(status.getDescription()).contains("no: ä");
    Response control = control("GET", "/indexes", "");
    assertThat(control.json().path("error").path("code").textValue())
        .isEqualTo(code == ErrorCode.QUOTA_EXHAUSTED ? "RESOURCE_EXHAUSTED" : code.name());
    assertThat(control.json().path("error").path("message").textValue()).isEqualTo("no: ä");
    assertThat(control.json().path("status").intValue()).isEqualTo(control.status());

    faults.next("describeIndexStats", refusal);
    Response data =
        clients.http(
            Listener.PUBLIC_DATA,
            HOST,
            "POST",
            "/describe_index_stats",
            EmbeddedPinecone.API_KEY,
            "{}");
    assertThat(data.status()).isEqualTo(control.status());
    assertThat(data.json().path("message").textValue()).isEqualTo("no: ä");
    if (code != ErrorCode.PAYMENT_REQUIRED) {
      assertThat(data.json().path("code").intValue()).isEqualTo(status.getCode().value());
    }
  }

  @Test
  void aRefusalMaySendARetryDelay() {
    Fault fault = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow", Duration.ofMillis(1_500));
    faults.next("describeIndexStats", fault);
    faults.next("listIndexes", fault, Fault.plainText(429, "slower", Duration.ofSeconds(3)));

    assertThatThrownBy(this::stats)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e ->
                assertThat(TestClients.header(e.getTrailers(), "grpc-retry-pushback-ms"))
                    .isEqualTo("1500"));
    assertThat(control("GET", "/indexes", "").header("retry-after")).isEqualTo("2");
    Response plain = control("GET", "/indexes", "");
    assertThat(plain.status()).isEqualTo(429);
    assertThat(plain.header("retry-after")).isEqualTo("3");
    assertThat(plain.header("content-type")).isEqualTo("text/plain");
    assertThat(plain.body()).isEqualTo("slower");
  }

  @Test
  void aRefusalMaySendARetryDate() {
    Fault fault =
        Fault.refuseUntil(
            ErrorCode.UNAVAILABLE, "slow", Instant.parse("2026-11-25T10:00:00.000000001Z"));
    faults.next("describeIndexStats", fault);
    faults.next("listIndexes", fault);

    assertThatThrownBy(this::stats)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e ->
                assertThat(TestClients.header(e.getTrailers(), "retry-after"))
                    .isEqualTo("Wed, 25 Nov 2026 10:00:01 GMT"));
    assertThat(control("GET", "/indexes", "").header("retry-after"))
        .isEqualTo("Wed, 25 Nov 2026 10:00:01 GMT");
  }

  @Test
  void aRefusalMayForbidRetries() {
    faults.next("describeIndexStats", Fault.refuseForGood(ErrorCode.UNAVAILABLE, "no"));

    assertThatThrownBy(this::stats)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e ->
                assertThat(TestClients.header(e.getTrailers(), "grpc-retry-pushback-ms"))
                    .isEqualTo("-1"));
  }

  @Test
  void aCallThatHangsEndsWithItsClient() throws Exception {
    faults.next("describeIndexStats", Fault.hang());

    ListenableFuture<DescribeIndexStatsResponse> hanging = future();
    RecordedRequest arrived =
        pinecone.awaitRequest(r -> r.operation().equals("describeIndexStats"), SOON);
    assertThat(arrived.cancelled()).isFalse();
    hanging.cancel(true);

    RecordedRequest cancelled = pinecone.awaitRequest(RecordedRequest::cancelled, SOON);
    assertThat(cancelled.operation()).isEqualTo("describeIndexStats");
    assertThat(cancelled.httpStatus()).isEmpty();
    assertThatThrownBy(() -> pinecone.awaitRequest(r -> false, Duration.ZERO))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void aCallThatHangsEndsWithTheServer() throws Exception {
    faults.next("describeIndexStats", Fault.hang());
    ListenableFuture<DescribeIndexStatsResponse> hanging = future();
    pinecone.awaitRequest(r -> r.operation().equals("describeIndexStats"), SOON);

    pinecone.close();

    assertThatThrownBy(hanging::get).isInstanceOf(ExecutionException.class);
  }

  @Test
  void aDelayedCallIsExecuted() {
    faults.next("describeIndexStats", Fault.delay(Duration.ofMillis(20)));

    assertThat(stats().getDimension()).isEqualTo(2);
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void aDroppedConnectionSendsNoResponse() {
    faults.next("describeIndexStats", Fault.drop());
    faults.next("listIndexes", Fault.drop());

    assertThat(refusal(this::stats).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(clients.raw(Listener.CONTROL, "api.pinecone.io", request("GET", "/indexes")))
        .isEmpty();
    assertThat(stats().getDimension()).isEqualTo(2);
    assertThat(pinecone.requests())
        .noneMatch(RecordedRequest::cancelled)
        .filteredOn(r -> r.httpStatus().isEmpty())
        .hasSize(2);
  }

  @Test
  void aBrokenOffResponseHasHalfABody() {
    Response whole = control("GET", "/indexes", "");
    faults.next("listIndexes", Fault.breakOff());
    faults.next("describeIndexStats", Fault.breakOff());

    Response half = control("GET", "/indexes", "");

    assertThat(half.header("content-length")).isEqualTo(whole.header("content-length"));
    assertThat(half.body()).isEqualTo(whole.body().substring(0, whole.body().length() / 2));
    assertThat(refusal(this::stats).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(stats().getDimension()).isEqualTo(2);
  }

  @Test
  void aBodyCanBeAnything() {
    Fault fault = Fault.body("{\"half".getBytes(StandardCharsets.UTF_8));
    faults.next("listIndexes", fault);
    faults.next("describeIndexStats", fault);

    Response response = control("GET", "/indexes", "");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"half");
    assertThatThrownBy(this::stats).isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void goAwayReportsAnUnprocessedCall() {
    faults.next("describeIndexStats", Fault.goAway());

    // grpc-java itself retries calls that were certainly not processed.
    assertThat(stats().getDimension()).isEqualTo(2);
    assertThat(pinecone.requests())
        .filteredOn(r -> r.operation().equals("describeIndexStats"))
        .extracting(r -> r.grpcStatus().isPresent())
        .containsExactly(false, true);
  }

  @Test
  void callsOnAConnectionThatGoesAwayAreFinished() throws Exception {
    faults.next("describeIndexStats", Fault.delay(Duration.ofMillis(200)), Fault.goAway());

    ListenableFuture<DescribeIndexStatsResponse> slow = future();
    pinecone.awaitRequest(r -> r.operation().equals("describeIndexStats"), SOON);
    assertThat(stats().getDimension()).isEqualTo(2);

    assertThat(slow.get().getDimension()).isEqualTo(2);
  }

  @Test
  void everyOperationOfTheClientCanFail() {
    for (Operation<?, ?> operation : Operations.all()) {
      faults.next(operation.name(), Fault.hang());
    }

    assertThat(faults.pending()).hasSize(Operations.all().size());
  }

  @Test
  void badArgumentsAreRefused() {
    assertThatThrownBy(() -> Fault.plainText(99, "")).hasMessageContaining("99");
    assertThatThrownBy(() -> Fault.delay(Duration.ofMillis(-1))).hasMessageContaining("PT-0.001S");
    assertThatThrownBy(() -> Fault.refuse(ErrorCode.INTERNAL, "", Duration.ofMillis(-1)))
        .hasMessageContaining("retryAfter");
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() {
    faults.next("listIndexes", Fault.delay(Duration.ofMillis(50)));

    String answers =
        clients.raw(
            Listener.CONTROL,
            "api.pinecone.io",
            request("GET", "/indexes").replace("Connection: close\r\n", "")
                + request("GET", "/indexes/missing"));

    assertThat(answers).startsWith("HTTP/1.1 200").contains("HTTP/1.1 404");
  }

  private static String request(String method, String path) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: api.pinecone.io\r\nConnection: close\r\nApi-Key: "
        + EmbeddedPinecone.API_KEY
        + "\r\n\r\n";
  }

  private Response control(String method, String path, String body) {
    return clients.http(
        Listener.CONTROL, "api.pinecone.io", method, path, EmbeddedPinecone.API_KEY, body);
  }

  private DescribeIndexStatsResponse stats() {
    return VectorServiceGrpc.newBlockingStub(channel)
        .withInterceptors(TestClients.key(EmbeddedPinecone.API_KEY))
        .describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance());
  }

  private ListenableFuture<DescribeIndexStatsResponse> future() {
    return VectorServiceGrpc.newFutureStub(channel)
        .withInterceptors(TestClients.key(EmbeddedPinecone.API_KEY))
        .describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance());
  }

  private static Status refusal(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
    throw new AssertionError("was not refused");
  }
}
