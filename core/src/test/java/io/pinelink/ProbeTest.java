package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.StatsRequest;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import io.pinelink.spi.ErrorDetails;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final String HOST = "docs-a1.svc.aped-4627-b74a.pinecone.io";

  private final FakeTransport transport = new FakeTransport(Protocol.REST);
  private final Pinelink client =
      Pinelink.builder()
          .apiKey("pcsk_never_shown")
          .retryOptions(RetryOptions.none())
          .transports(transport)
          .build();
  private final Route route = client.indexAt(HOST).route();
  private final ResponseInfo info =
      VectorResponses.info("r-1", "", null, null, route, Protocol.REST, 1);

  @AfterEach
  void close() {
    client.close();
  }

  private PinelinkException refusal(ErrorCode code, String message) {
    return Failures.refusal(
        new FailedCall("describeIndexStats", route, 1),
        new Refusal(code, message, null, null, false, ErrorDetails.NONE, info),
        null);
  }

  private Object answer(Object request) {
    if (request instanceof FetchDocumentsRequest) {
      return new DocumentResponses.FetchDocumentsResult(
          List.of(),
          Optional.empty(),
          "",
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          info);
    }
    if (request instanceof FetchRequest) {
      return new VectorResponses.FetchResult(
          Map.of(), "", OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), info);
    }
    return new VectorResponses.StatsResult(
        Map.of(),
        3,
        OptionalInt.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        info);
  }

  @Test
  void anIndexThatAnswersReadsIsUsable() {
    transport.responding = this::answer;

    assertThat(client.indexAt(HOST).probe()).isEqualTo(Verdict.ANSWERED);
    assertThat(transport.next().request()).isInstanceOf(StatsRequest.class);
    assertThat(transport.next().request()).isInstanceOf(FetchRequest.class);
    assertThat(transport.hasNoCall()).isTrue();
  }

  @Test
  void refusedReadsAreThrownAlthoughStatisticsAreAnswered() {
    PinelinkException spent =
        refusal(
            ErrorCode.RESOURCE_EXHAUSTED,
            "You've reached your egress limit for the current month (1000000000 bytes).");
    transport.responding = request -> request instanceof StatsRequest ? answer(request) : spent;

    assertThatThrownBy(() -> client.indexAt(HOST).probe())
        .isInstanceOfSatisfying(
            QuotaExhaustedException.class,
            e -> assertThat(e.verdict()).isEqualTo(Verdict.QUOTA_EXHAUSTED));
  }

  @Test
  void aThrottledProbeIsNoFailure() {
    PinelinkException throttled = refusal(ErrorCode.RESOURCE_EXHAUSTED, "slow down");
    transport.responding = request -> throttled;

    assertThat(client.documentsAt(HOST).probe()).isEqualTo(Verdict.RATE_LIMITED);
  }

  @Test
  void aDocumentIndexWithoutStatisticsIsUsable() {
    PinelinkException unsupported = refusal(ErrorCode.UNIMPLEMENTED, "not yet supported");
    transport.responding =
        request -> request instanceof StatsRequest ? unsupported : answer(request);

    assertThat(client.documentsAt(HOST).probe()).isEqualTo(Verdict.ANSWERED);
    assertThat(transport.next().request()).isInstanceOf(StatsRequest.class);
    assertThat(transport.next().request()).isInstanceOf(FetchDocumentsRequest.class);
  }

  @Test
  void anIndexThatAnswersOneCallExists() {
    PinelinkException missing = refusal(ErrorCode.NOT_FOUND, "namespace not found");
    transport.responding = request -> request instanceof StatsRequest ? answer(request) : missing;

    assertThat(client.documentsAt(HOST).probe()).isEqualTo(Verdict.ANSWERED);
  }

  @Test
  void aRefusedKeyIsThrownWithoutAFurtherCall() {
    PinelinkException refused = refusal(ErrorCode.PERMISSION_DENIED, "no");
    transport.responding = request -> refused;

    assertThatThrownBy(() -> client.indexAt(HOST).probe())
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.verdict()).isEqualTo(Verdict.FORBIDDEN));
    transport.next();
    assertThat(transport.hasNoCall()).isTrue();
  }
}
