package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.FailedCall;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.Timers;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Protocol;
import io.pinelink.retry.HedgeOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.Plane;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads that are made twice since they are late; the timers are the test's. */
class HedgingTransportTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final Duration DELAY = Duration.ofMillis(80);

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final Timers timers = new Timers();
  private final HedgingTransport layer =
      new HedgingTransport(grpc, HedgeOptions.after(DELAY), timers);

  private static CallContext context(Duration timeout, boolean once) {
    return new CallContext(
        ROUTE,
        "",
        Deadline.after(timeout, () -> 0),
        new ApiKey("any-api-key"),
        ExtraHeaders.none(),
        1,
        once);
  }

  private CompletableFuture<FetchResponse> fetch() {
    return layer.call(
        DataOperations.FETCH, FetchRequest.byIds("a"), context(Duration.ofSeconds(30), false));
  }

  private static FetchResponse answer(int attempt) {
    return VectorResponses.fetch(
        Map.of(),
        "",
        OptionalLong.of(1),
        VectorResponses.info(null, "", null, null, ROUTE, Protocol.GRPC, attempt));
  }

  private static ServiceException refusal(String words) {
    return Failures.refusal(
        new FailedCall("fetch", ROUTE, 1),
        new Refusal(ErrorCode.UNAVAILABLE, words, null, null),
        null);
  }

  @Test
  void answersWithinTheDelayAreNotHedged() {
    CompletableFuture<FetchResponse> call = fetch();
    grpc.next().answer().complete(answer(1));

    assertThat(call).isCompletedWithValue(answer(1));
    assertThat(timers.delays()).containsExactly(DELAY);
    assertThat(timers.pending()).isZero();
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void lateCallsAreHedgedAndTheFirstAnswerWins() {
    CompletableFuture<FetchResponse> call = fetch();
    FakeTransport.Call first = grpc.next();
    timers.end();
    FakeTransport.Call second = grpc.next();
    assertThat(second.request()).isEqualTo(first.request());
    assertThat(second.context().attempt()).isEqualTo(2);
    second.answer().complete(answer(2));

    assertThat(call).isCompletedWithValue(answer(2));
    assertThat(first.answer()).isCancelled();
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void theFirstCallMayStillWin() {
    CompletableFuture<FetchResponse> call = fetch();
    FakeTransport.Call first = grpc.next();
    timers.end();
    FakeTransport.Call second = grpc.next();
    first.answer().complete(answer(1));

    assertThat(call).isCompletedWithValue(answer(1));
    assertThat(second.answer()).isCancelled();
  }

  @Test
  void aFailureBeforeTheDelayIsNotHedged() {
    CompletableFuture<FetchResponse> call = fetch();
    ServiceException no = refusal("no");
    grpc.next().answer().completeExceptionally(no);

    assertThatThrownBy(call::join).hasCause(no);
    timers.end();
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aFailureOfOneCallIsIgnoredWhileTheOtherRuns() {
    CompletableFuture<FetchResponse> call = fetch();
    FakeTransport.Call first = grpc.next();
    timers.end();
    first.answer().completeExceptionally(refusal("first"));
    assertThat(call).isNotDone();
    grpc.next().answer().complete(answer(2));

    assertThat(call).isCompletedWithValue(answer(2));
  }

  @Test
  void theLastFailureIsReportedIfBothCallsFail() {
    CompletableFuture<FetchResponse> call = fetch();
    FakeTransport.Call first = grpc.next();
    timers.end();
    ServiceException last = refusal("second");
    first.answer().completeExceptionally(refusal("first"));
    grpc.next().answer().completeExceptionally(last);

    assertThatThrownBy(call::join).hasCause(last);
  }

  @Test
  void cancellingEndsBothCalls() {
    CompletableFuture<FetchResponse> call = fetch();
    FakeTransport.Call first = grpc.next();
    timers.end();
    FakeTransport.Call second = grpc.next();
    call.cancel(true);

    assertThat(first.answer()).isCancelled();
    assertThat(second.answer()).isCancelled();
    assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancellingBeforeTheDelayRemovesTheTimer() {
    fetch().cancel(true);

    assertThat(grpc.next().answer()).isCancelled();
    assertThat(timers.pending()).isZero();
  }

  @Test
  void writesAndShortCallsAndCallsMadeOnceAreNotHedged() {
    List<CompletableFuture<?>> calls =
        List.of(
            layer.call(
                DataOperations.DELETE, DeleteRequest.all(), context(Duration.ofSeconds(30), false)),
            layer.call(
                DataOperations.FETCH,
                FetchRequest.byIds("a"),
                context(Duration.ofSeconds(30), true)),
            layer.call(DataOperations.FETCH, FetchRequest.byIds("a"), context(DELAY, false)));

    assertThat(calls).noneMatch(CompletableFuture::isDone);
    assertThat(timers.delays()).isEmpty();
  }

  @Test
  void readsAreIdempotentOperationsOfTheDataPlane() {
    assertThat(Operations.all())
        .filteredOn(operation -> operation.plane() == Plane.DATA && operation.readOnly())
        .allMatch(Operation::idempotent)
        .extracting(Operation::name)
        .containsExactlyInAnyOrder(
            "query",
            "fetch",
            "listIds",
            "describeIndexStats",
            "fetchByMetadata",
            "describeNamespace",
            "listNamespaces",
            "searchRecords",
            "describeNamespaceAlias",
            "listNamespaceAliases",
            "searchDocuments",
            "fetchDocuments",
            "listDocuments",
            "describeImport",
            "listImports");
  }

  /** Five are saved up at first, then each hundred reads pay for five. */
  @Test
  void aSlowHostIsHedgedOnlyUpToTheRatio() {
    int reads = 10_000;
    int sent = 0;
    for (int i = 0; i < reads; i++) {
      CompletableFuture<FetchResponse> call = fetch();
      timers.end();
      for (; !grpc.hasNoCall(); sent++) {
        grpc.next().answer().complete(answer(1));
      }
      assertThat(call).isCompleted();
    }

    assertThat(sent).isBetween(reads + reads / 20, reads + reads / 20 + 5);
  }

  @Test
  void anUnresponsiveHostIsHedgedTwice() {
    for (int i = 0; i < 4; i++) {
      var unused = fetch();
    }
    timers.end();

    List<FakeTransport.Call> sent = new ArrayList<>();
    while (!grpc.hasNoCall()) {
      sent.add(grpc.next());
    }
    assertThat(sent).hasSize(6);

    sent.get(0).answer().complete(answer(1));
    var unused = fetch();
    timers.end();
    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.next().context().attempt()).isEqualTo(2);
  }

  /** Five hedges are saved up, and each refused read takes one. */
  @Test
  void aHostThatRefusesReadsIsNotHedged() {
    for (int i = 0; i < 5; i++) {
      assertThat(fetch()).isNotDone();
      grpc.next().answer().completeExceptionally(refusal("busy"));
    }

    var unused = fetch();
    timers.end();
    grpc.next();
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void theRatioHasARange(double part) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HedgeOptions(DELAY, part))
        .withMessage("maxExtraRatio is " + part + ", expected more than 0, at most 1");
  }

  @Test
  void theDelayIsPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HedgeOptions.after(Duration.ZERO))
        .withMessage("delay is 0 ms, expected more than zero");
  }
}
