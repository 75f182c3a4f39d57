package io.pinelink.internal.waiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.IndexStatus;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.Timers;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.call.SelectedApiVersion;
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
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EnsuredIndexTest {
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, null, ROUTE, Protocol.REST, 1);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final CreateIndexRequest DOCS =
      CreateIndexRequest.dense("docs", 3, IndexSpec.serverless(Cloud.AWS, "us-east-1"));
  private static final IndexDescription READY = index(3, true, "Ready");
  private static final IndexDescription STARTING = index(3, false, "Initializing");

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Timers timers = Timers.thatAreOverAfter(0);

  private Caller caller() {
    return new Caller(
        new ClientState(
            new InFlightCalls(),
            new RouteCounts(new RouteListener() {}),
            timers,
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

  private CompletableFuture<IndexDescription> ensure() {
    return EnsuredIndex.await(caller(), DOCS, LONG);
  }

  private static IndexDescription index(int dimension, boolean ready, String state) {
    IndexStatus status = new ControlResponses.IndexStatusResult(ready, state);
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    return IndexDescription.builder("docs", status, spec, INFO)
        .metric(Metric.COSINE)
        .vectorType(VectorType.DENSE)
        .dimension(dimension)
        .build();
  }

  private static ServiceException refused(ErrorCode code) {
    FailedCall call = new FailedCall("any", ROUTE, 1);
    return Failures.refusal(call, new Refusal(code, "no", null, null), null);
  }

  private List<Operation<?, ?>> called() {
    List<Operation<?, ?>> operations = new ArrayList<>();
    while (!rest.hasNoCall()) {
      operations.add(rest.next().operation());
    }
    return operations;
  }

  @Test
  void anIndexThatExistsIsReturnedAndNothingIsCreated() {
    rest.answering(READY);

    assertThat(ensure()).isCompletedWithValue(READY);

    assertThat(called()).containsExactly(ControlOperations.DESCRIBE_INDEX);
  }

  @Test
  void aMissingIndexIsCreatedAndWaitedFor() {
    rest.answering(refused(ErrorCode.NOT_FOUND), STARTING, STARTING, READY);

    assertThat(ensure()).isCompletedWithValue(READY);

    assertThat(called())
        .containsExactly(
            ControlOperations.DESCRIBE_INDEX,
            ControlOperations.CREATE_INDEX,
            ControlOperations.DESCRIBE_INDEX,
            ControlOperations.DESCRIBE_INDEX);
  }

  @Test
  void anIndexThatIsReadyAtOnceIsNotDescribedAgain() {
    rest.answering(refused(ErrorCode.NOT_FOUND), READY);

    assertThat(ensure()).isCompletedWithValue(READY);

    assertThat(timers.delays()).isEmpty();
  }

  @Test
  void anIndexThatAnotherClientCreatesMeanwhileIsCompared() {
    rest.answering(refused(ErrorCode.NOT_FOUND), refused(ErrorCode.ALREADY_EXISTS), READY);
    assertThat(ensure()).isCompletedWithValue(READY);

    rest.answering(
        refused(ErrorCode.NOT_FOUND),
        refused(ErrorCode.ALREADY_EXISTS),
        index(768, false, "Initializing"));
    assertThatThrownBy(ensure()::join)
        .hasCauseInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("dimension is 768, expected 3");
  }

  @Test
  void anIndexOfAnotherShapeIsUnchanged() {
    rest.answering(index(768, true, "Ready"));

    assertThatThrownBy(ensure()::join)
        .hasCauseInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("ensureIndex on api.pinecone.io (public route): ALREADY_EXISTS")
        .hasMessageContaining(
            "index 'docs' exists with another shape and was not changed:"
                + " dimension is 768, expected 3");

    assertThat(called()).containsExactly(ControlOperations.DESCRIBE_INDEX);
  }

  @Test
  void anIndexThatIsBeingDeletedIsReplacedRegardlessOfItsShape() {
    IndexDescription leaving = index(768, false, "Terminating");
    rest.answering(
        leaving,
        leaving,
        refused(ErrorCode.NOT_FOUND),
        refused(ErrorCode.ALREADY_EXISTS),
        leaving,
        refused(ErrorCode.NOT_FOUND),
        STARTING,
        READY);

    assertThat(ensure()).isCompletedWithValue(READY);
  }

  @Test
  void anUnansweredCreationIsDescribedBeforeItIsRepeated() {
    rest.answering(refused(ErrorCode.NOT_FOUND), refused(ErrorCode.UNAVAILABLE), READY);

    assertThat(ensure()).isCompletedWithValue(READY);

    assertThat(called())
        .containsExactly(
            ControlOperations.DESCRIBE_INDEX,
            ControlOperations.CREATE_INDEX,
            ControlOperations.DESCRIBE_INDEX);
  }

  @Test
  void aRefusalOfTheCreationIsTheFailure() {
    ServiceException denied = refused(ErrorCode.PERMISSION_DENIED);
    rest.answering(refused(ErrorCode.NOT_FOUND), denied);

    assertThatThrownBy(ensure()::join).hasCause(denied);
  }

  @Test
  void aFailedIndexEndsTheWait() {
    rest.answering(index(3, false, "InitializationFailed"));

    assertThatThrownBy(ensure()::join)
        .hasMessageContaining("FAILED_PRECONDITION")
        .hasMessageContaining("index 'docs' is InitializationFailed and will not be ready");
  }

  @Test
  void aMissingModelIsNotTakenForAMissingIndex() {
    CreateIndexForModelRequest request =
        CreateIndexForModelRequest.builder("docs", Cloud.AWS, "us-east-1", "e6", "text").build();
    rest.answering(refused(ErrorCode.NOT_FOUND), refused(ErrorCode.NOT_FOUND));

    assertThatThrownBy(EnsuredIndex.await(caller(), request, LONG)::join)
        .hasCauseInstanceOf(NotFoundException.class);

    assertThat(called())
        .containsExactly(
            ControlOperations.DESCRIBE_INDEX, ControlOperations.CREATE_INDEX_FOR_MODEL);
  }

  @Test
  void theTimeoutCoversDescribingAndCreating() {
    CompletableFuture<IndexDescription> ensured =
        EnsuredIndex.await(caller(), DOCS, Duration.ofSeconds(2));
    FakeTransport.Call describe = rest.next();
    describe.answer().completeExceptionally(refused(ErrorCode.NOT_FOUND));
    FakeTransport.Call create = rest.next();

    assertThat(describe.context().deadline().timeout()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(create.context().deadline().timeout())
        .isLessThan(describe.context().deadline().timeout());
    assertThat(ensured.cancel(true)).isTrue();
    assertThat(create.answer()).isCancelled();
  }

  @Test
  void theTimeoutCoversADeletionThatTakesTooLong() {
    rest.answering(index(3, false, "Terminating"));

    assertThatThrownBy(EnsuredIndex.await(caller(), DOCS, Duration.ofMillis(90))::join)
        .hasCauseInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("ensureIndex")
        .hasMessageContaining("90 ms");
  }

  @Test
  void theTimeoutIsPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnsuredIndex.await(caller(), DOCS, Duration.ZERO));
  }
}
