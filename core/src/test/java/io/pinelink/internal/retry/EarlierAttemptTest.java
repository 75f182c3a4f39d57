package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport.Call;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.ErrorDetails;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Retries that find the work of an earlier attempt. */
class EarlierAttemptTest extends RetryingScene {
  private static final ResponseInfo INFO =
      VectorResponses.info("r-2", "", null, null, ROUTE, Protocol.REST, 2);
  private static final NamespaceAlias LIVE =
      new NamespaceResponses.NamespaceAliasResult(
          "live", "v2", Optional.of(Instant.EPOCH), Optional.empty(), INFO);

  private CompletableFuture<NamespaceAlias> createAlias() {
    return call(AliasOperations.CREATE_NAMESPACE_ALIAS, new AliasTarget("live", "v2"));
  }

  private CompletableFuture<EmptyResponse> deleteAlias() {
    return call(AliasOperations.DELETE_NAMESPACE_ALIAS, ByName.ofAlias("live"));
  }

  private static ServiceException taken(String target) {
    return refused(
        new Refusal(
            ErrorCode.ALREADY_EXISTS,
            "exists",
            null,
            null,
            false,
            new ErrorDetails("ALIAS_ALREADY_EXISTS", Map.of("target_namespace", target)),
            null));
  }

  private static ServiceException gone() {
    return refused(
        new Refusal(ErrorCode.NOT_FOUND, "gone", null, null, false, ErrorDetails.NONE, INFO));
  }

  @Test
  void aRetriedCreateThatFindsTheWantedTargetSucceeds() {
    grpc.answering(lost(false), taken("v2"), LIVE);
    CompletableFuture<NamespaceAlias> call = createAlias();
    pass(Duration.ofMillis(100));

    assertThat(call).isCompletedWithValue(LIVE);
    grpc.next();
    grpc.next();
    Call read = grpc.next();
    assertThat(read.request()).isEqualTo(ByName.ofAlias("live"));
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aRetriedCreateThatFindsAnotherTargetFails() {
    ServiceException taken = taken("v1");
    grpc.answering(lost(false), taken);
    CompletableFuture<NamespaceAlias> call = createAlias();
    pass(Duration.ofMillis(100));

    assertThatThrownBy(call::join).hasCause(taken);
  }

  @Test
  void aFirstCreateThatFindsTheWantedTargetFails() {
    ServiceException taken = taken("v2");
    grpc.answering(taken);

    assertThatThrownBy(() -> createAlias().join()).hasCause(taken);
    grpc.next();
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aCreateAfterAnAttemptThatWasNotExecutedFails() {
    ServiceException taken = taken("v2");
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED), taken);
    CompletableFuture<NamespaceAlias> call = createAlias();
    pass(Duration.ofMillis(100));

    assertThatThrownBy(call::join).hasCause(taken);
  }

  @Test
  void aCreateWithoutDetailsFails() {
    ServiceException taken = refused(ErrorCode.ALREADY_EXISTS);
    grpc.answering(lost(false), taken);
    CompletableFuture<NamespaceAlias> call = createAlias();
    pass(Duration.ofMillis(100));

    assertThatThrownBy(call::join).hasCause(taken);
  }

  @Test
  void aDescriptionThatFailsIsRetriedFromTheStart() {
    grpc.answering(lost(false), taken("v2"), refused(ErrorCode.UNAVAILABLE), taken("v2"), LIVE);
    CompletableFuture<NamespaceAlias> call = createAlias();
    pass(Duration.ofMillis(100));
    pass(Duration.ofMillis(200));

    assertThat(call).isCompletedWithValue(LIVE);
  }

  @Test
  void aCancelledCreateCancelsTheDescription() {
    grpc.answering(lost(false), taken("v2"));
    CompletableFuture<NamespaceAlias> call = createAlias();
    pass(Duration.ofMillis(100));
    grpc.next();
    grpc.next();
    Call read = grpc.next();

    call.cancel(true);

    assertThat(read.answer()).isCancelled();
  }

  @Test
  void aRetriedDeleteThatFindsNothingSucceeds() {
    grpc.answering(lost(false), gone());
    CompletableFuture<EmptyResponse> call = deleteAlias();
    pass(Duration.ofMillis(100));

    assertThat(call).isCompletedWithValue(new VectorResponses.EmptyResult(INFO));
  }

  @Test
  void aFirstDeleteThatFindsNothingFails() {
    ServiceException gone = gone();
    grpc.answering(gone);

    assertThatThrownBy(() -> deleteAlias().join()).hasCause(gone);
  }

  @Test
  void aDeleteAfterAnAttemptThatWasNotSentFails() {
    ServiceException gone = gone();
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED), gone);
    CompletableFuture<EmptyResponse> call = deleteAlias();
    pass(Duration.ofMillis(100));

    assertThatThrownBy(call::join).hasCause(gone);
  }

  @Test
  void aTargetThatIsNotActiveYetIsRetried() {
    ServiceException inactive =
        refused(
            new Refusal(
                ErrorCode.INVALID_ARGUMENT,
                "not active",
                null,
                null,
                false,
                new ErrorDetails("TARGET_NAMESPACE_NOT_ACTIVE", Map.of()),
                null));
    grpc.answering(inactive, LIVE);
    CompletableFuture<NamespaceAlias> call =
        call(AliasOperations.REPOINT_NAMESPACE_ALIAS, new AliasTarget("live", "v2"));
    pass(Duration.ofMillis(100));

    assertThat(call).isCompletedWithValue(LIVE);
    assertThat(inactive.isRetryable()).isTrue();
  }

  @Test
  void aTakenNameAfterATargetThatWasNotActiveFails() {
    ServiceException taken = taken("v2");
    grpc.answering(
        refused(
            new Refusal(
                ErrorCode.INVALID_ARGUMENT,
                "not active",
                null,
                null,
                false,
                new ErrorDetails("TARGET_NAMESPACE_NOT_ACTIVE", Map.of()),
                null)),
        taken);
    CompletableFuture<NamespaceAlias> call = createAlias();
    pass(Duration.ofMillis(100));

    assertThatThrownBy(call::join).hasCause(taken);
  }
}
