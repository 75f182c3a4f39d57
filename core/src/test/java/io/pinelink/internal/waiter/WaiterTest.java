package io.pinelink.internal.waiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.imports.JobStatus;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.call.SelectedApiVersion;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaiterTest {
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));

  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, null, ROUTE, Protocol.REST, 1);

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final InFlightCalls inFlight = new InFlightCalls();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<CompletableFuture<Void>> timers = new ArrayList<>();
  private long nanos;

  private final Scheduler scheduler =
      delay -> {
        pauses.add(delay);
        CompletableFuture<Void> timer = new CompletableFuture<>();
        timers.add(timer);
        return timer;
      };

  private CompletableFuture<IndexDescription> start(Duration timeout) {
    Deadline deadline = Deadline.after(timeout, () -> nanos);
    return new Waiter<>(caller(), deadline, WaiterConditions.indexReady("docs")).start();
  }

  private Caller caller() {
    return new Caller(
        new ClientState(
            inFlight,
            new RouteCounts(new RouteListener() {}),
            scheduler,
            SelectedApiVersion.of("2026-04")),
        rest,
        new ApiKey("any-api-key"),
        new CurrentRoute(ROUTE),
        "",
        Duration.ofSeconds(30),
        false,
        ExtraHeaders.none(),
        Runnable::run);
  }

  /** Ends the last pause. */
  private void pass() {
    int last = pauses.size() - 1;
    nanos += pauses.get(last).toNanos();
    timers.get(last).complete(null);
  }

  private static IndexDescription index(boolean ready, String state) {
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    return IndexDescription.builder(
            "docs", new ControlResponses.IndexStatusResult(ready, state), spec, INFO)
        .metric(Metric.COSINE)
        .vectorType(VectorType.DENSE)
        .build();
  }

  private static ServiceException refused(ErrorCode code) {
    FailedCall call = new FailedCall("describeIndex", ROUTE, 1);
    return Failures.refusal(call, new Refusal(code, "no", null, null), null);
  }

  private void answerNext(Object answer) {
    CompletableFuture<Object> next = rest.next().answer();
    if (answer instanceof Throwable failure) {
      next.completeExceptionally(failure);
    } else {
      next.complete(answer);
    }
  }

  @Test
  void endsImmediatelyIfTheIndexIsReady() {
    CompletableFuture<IndexDescription> wait = start(Duration.ofMinutes(5));
    assertThat(wait).isNotDone();
    answerNext(index(true, "Ready"));
    assertThat(wait).isCompletedWithValue(index(true, "Ready"));
    assertThat(pauses).isEmpty();
  }

  @Test
  void pollingIntervalsGrow() {
    CompletableFuture<IndexDescription> wait = start(Duration.ofMinutes(5));
    for (int i = 0; i < 8; i++) {
      answerNext(index(false, "Initializing"));
      pass();
    }
    answerNext(index(true, "Ready"));
    assertThat(wait).isCompleted();
    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
  }

  @Test
  void endsIfTheIndexWillNeverBeReady() {
    CompletableFuture<IndexDescription> wait = start(Duration.ofMinutes(5));
    answerNext(index(false, "InitializationFailed"));
    assertThatThrownBy(wait::join)
        .hasCauseInstanceOf(ServiceException.class)
        .hasMessageContaining("awaitIndexReady on api.pinecone.io")
        .hasMessageContaining("index 'docs' is InitializationFailed and will not be ready")
        .hasMessageContaining("FAILED_PRECONDITION");
  }

  @Test
  void endsIfTheIndexDoesNotExist() {
    CompletableFuture<IndexDescription> wait = start(Duration.ofMinutes(5));
    answerNext(refused(ErrorCode.NOT_FOUND));
    assertThatThrownBy(wait::join).hasCauseInstanceOf(NotFoundException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void transientFailuresDoNotEndTheWait() {
    CompletableFuture<IndexDescription> wait = start(Duration.ofMinutes(5));
    answerNext(refused(ErrorCode.UNAVAILABLE));
    pass();
    answerNext(index(true, "Ready"));
    assertThat(wait).isCompletedWithValue(index(true, "Ready"));
  }

  @Test
  void endsIfTheNextPollWouldBeTooLate() {
    CompletableFuture<IndexDescription> wait = start(Duration.ofMillis(300));
    answerNext(index(false, "Initializing"));
    pass();
    answerNext(refused(ErrorCode.UNAVAILABLE));
    assertThatThrownBy(wait::join)
        .hasCauseInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("after 2 attempts: no answer within 300 ms")
        .hasRootCauseInstanceOf(ServiceException.class);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void endsIfATimerFiresTooLate() {
    CompletableFuture<IndexDescription> wait = start(Duration.ofMillis(300));
    answerNext(index(false, "Initializing"));
    nanos += 1_000_000_000;
    pass();
    assertThatThrownBy(wait::join).hasCauseInstanceOf(DeadlineExceededException.class);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void noPollTakesLongerThanTheWait() {
    assertThat(start(Duration.ofMinutes(5))).isNotDone();
    assertThat(rest.next().context().deadline().timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(start(Duration.ofSeconds(2))).isNotDone();
    var first = rest.next();
    assertThat(first.context().deadline().timeout()).isEqualTo(Duration.ofSeconds(2));
    first.answer().complete(index(false, "Initializing"));
    pass();
    assertThat(rest.next().context().deadline().timeout()).isEqualTo(Duration.ofMillis(1_900));
  }

  @Test
  void cancellingEndsThePollOrThePause() {
    CompletableFuture<IndexDescription> asking = start(Duration.ofMinutes(5));
    asking.cancel(true);
    assertThat(rest.next().answer()).isCancelled();

    CompletableFuture<IndexDescription> pausing = start(Duration.ofMinutes(5));
    answerNext(index(false, "Initializing"));
    pausing.cancel(true);
    assertThat(timers.get(0)).isCancelled();
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void endsWhenTheClientIsClosed() {
    CompletableFuture<IndexDescription> wait = start(Duration.ofMinutes(5));
    answerNext(index(false, "Initializing"));
    inFlight.close();
    pass();
    assertThatThrownBy(wait::join).hasRootCauseMessage("the client is closed");
  }

  @Test
  void anIndexIsDeletedWhenItIsNotFound() {
    CompletableFuture<Boolean> wait = startUntilDeleted();
    answerNext(index(false, "Terminating"));
    pass();
    answerNext(refused(ErrorCode.UNAVAILABLE));
    pass();
    assertThat(wait).isNotDone();
    answerNext(refused(ErrorCode.NOT_FOUND));
    assertThat(wait).isCompletedWithValue(true);
  }

  @Test
  void otherFailuresEndTheWaitForADeletion() {
    CompletableFuture<Boolean> wait = startUntilDeleted();
    answerNext(refused(ErrorCode.UNAUTHENTICATED));
    assertThatThrownBy(wait::join).hasCauseInstanceOf(ServiceException.class);
  }

  @Test
  void cancellingEndsThePollForADeletion() {
    startUntilDeleted().cancel(true);
    assertThat(rest.next().answer()).isCancelled();
  }

  @Test
  void aCollectionIsAwaitedUntilItIsReadyOrFailed() {
    CompletableFuture<CollectionDescription> wait = start(WaiterConditions.collectionReady("c"));
    answerNext(collection("Initializing"));
    pass();
    answerNext(collection("Ready"));
    assertThat(wait).isCompletedWithValue(collection("Ready"));

    CompletableFuture<CollectionDescription> ended = start(WaiterConditions.collectionReady("c"));
    answerNext(collection("Terminating"));
    assertThatThrownBy(ended::join)
        .hasMessageContaining("awaitCollectionReady on api.pinecone.io")
        .hasMessageContaining("collection 'c' is Terminating and will not be ready");
  }

  @Test
  void aBackupIsAwaitedUntilItIsReadyOrFailed() {
    CompletableFuture<BackupDescription> wait = start(WaiterConditions.backupReady("b"));
    answerNext(backup("Initializing"));
    pass();
    answerNext(backup("A new word"));
    pass();
    answerNext(backup("Ready"));
    assertThat(wait).isCompletedWithValue(backup("Ready"));

    CompletableFuture<BackupDescription> failed = start(WaiterConditions.backupReady("b"));
    answerNext(backup("Failed"));
    assertThatThrownBy(failed::join)
        .hasMessageContaining("awaitBackupReady on api.pinecone.io")
        .hasMessageContaining("backup 'b' is Failed and will not be ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Failed", "Cancelled"})
  void aRestoreIsAwaitedUntilItIsCompletedOrFailed(String end) {
    CompletableFuture<RestoreJobDescription> wait = start(WaiterConditions.restoreDone("r"));
    answerNext(restore("Pending"));
    pass();
    answerNext(restore("Completed"));
    assertThat(wait).isCompletedWithValue(restore("Completed"));

    CompletableFuture<RestoreJobDescription> ended = start(WaiterConditions.restoreDone("r"));
    answerNext(restore(end));
    assertThatThrownBy(ended::join)
        .hasMessageContaining("awaitRestore on api.pinecone.io")
        .hasMessageContaining("restore job 'r' is " + end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Failed", "Cancelled"})
  void aConversionIsAwaitedUntilItIsCompletedOrFailed(String end) {
    CompletableFuture<ConversionJobDescription> wait =
        start(WaiterConditions.conversionCompleted("c"));
    answerNext(conversion("InProgress"));
    pass();
    answerNext(conversion("A new word"));
    pass();
    answerNext(conversion("Completed"));
    assertThat(wait).isCompletedWithValue(conversion("Completed"));

    CompletableFuture<ConversionJobDescription> ended =
        start(WaiterConditions.conversionCompleted("c"));
    answerNext(conversion(end));
    assertThatThrownBy(ended::join)
        .hasMessageContaining("awaitConverted on api.pinecone.io")
        .hasMessageContaining("conversion job 'c' is " + end);
  }

  private <T> CompletableFuture<T> start(WaiterCondition<T> awaited) {
    Deadline deadline = Deadline.after(Duration.ofMinutes(5), () -> nanos);
    return new Waiter<>(caller(), deadline, awaited).start();
  }

  private static CollectionDescription collection(String status) {
    return new ControlResponses.CollectionResult(
        "c", status, "e", OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty(), INFO);
  }

  private static BackupDescription backup(String status) {
    return BackupDescription.builder("b", status, Cloud.AWS, "us-east-1", INFO).build();
  }

  private static RestoreJobDescription restore(String status) {
    return new ControlResponses.RestoreJobResult(
        "r",
        "b",
        "docs",
        "i",
        status,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        INFO);
  }

  private static ConversionJobDescription conversion(String status) {
    return new ControlResponses.ConversionJobResult(
        "c",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new JobStatus(status),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        INFO);
  }

  private CompletableFuture<Boolean> startUntilDeleted() {
    return start(WaiterConditions.indexDeleted("docs"));
  }
}
