package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport.Call;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.DeleteResponse;
import io.pinelink.retry.RetryOptions;
import io.pinelink.spi.Failures;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which calls are retried, how often, and what is reported. */
class RetryingTransportTest extends RetryingScene {
  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED", "INTERNAL", "DEADLINE_EXCEEDED"})
  void transientFailuresAreRetried(ErrorCode code) {
    grpc.answering(refused(code), DONE);
    CompletableFuture<DeleteResponse> call = delete();
    assertThat(call).isNotDone();

    pass(Duration.ofMillis(100));

    assertThat(call).isCompletedWithValue(DONE);
    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.next().context().attempt()).isEqualTo(2);
    assertThat(events).containsExactly("retrying delete in PT0.1S");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED", "INTERNAL", "DEADLINE_EXCEEDED"})
  void permanentFailuresAreNotRetried(ErrorCode code) {
    ServiceException refusal = refused(code);
    grpc.answering(refusal);

    assertThatThrownBy(() -> delete().join()).hasCause(refusal);
    assertThat(refusal.getMessage()).doesNotContain("tried again");
    assertThat(timers.delays()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void unansweredCallsAreRetried() {
    grpc.answering(lost(false), DONE);
    CompletableFuture<DeleteResponse> call = delete();
    pass(Duration.ofMillis(100));

    assertThat(call).isCompletedWithValue(DONE);
  }

  @Test
  void unresolvableNamesAreNotRetried() {
    TransportException unknown =
        Failures.unconnected(new FailedCall("delete", ROUTE, 1), new UnknownHostException("docs"));
    grpc.answering(unknown);

    assertThatThrownBy(() -> delete().join()).hasCause(unknown);
  }

  @Test
  void malformedResponsesAreNotRetried() {
    MalformedResponseException malformed =
        Failures.malformedResponse(new FailedCall("delete", ROUTE, 1), "what is that", null);
    grpc.answering(malformed);

    assertThatThrownBy(() -> delete().join()).hasCause(malformed);
  }

  @Test
  void otherExceptionsArePropagated() {
    IllegalStateException bug = new IllegalStateException("bug");
    grpc.answering(bug);

    assertThatThrownBy(() -> delete().join()).hasCause(bug);
  }

  @Test
  void callsHaveAtMostFourAttempts() {
    CompletableFuture<DeleteResponse> call = delete();
    for (int i = 0; i < 4; i++) {
      fail(ErrorCode.UNAVAILABLE);
      pass(Duration.ofMillis(500));
    }

    assertThat(grpc.hasNoCall()).isTrue();
    assertThat(timers.delays())
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.attempts()).isEqualTo(4);
              assertThat(e.getSuppressed()).hasSize(3);
            })
        .withMessage(
            "delete on docs-a1.svc.aped-1.pinecone.io (public route) after 4 attempts:"
                + " UNAVAILABLE, no");
    assertThat(events).endsWith("gave up delete: NO_ATTEMPTS_LEFT").hasSize(4);
  }

  @Test
  void withoutRetriesThereIsOneAttempt() {
    options = RetryOptions.none();
    ServiceException refusal = refused(ErrorCode.UNAVAILABLE);
    grpc.answering(refusal);

    assertThatThrownBy(() -> delete().join()).hasCause(refusal);
    assertThat(refusal)
        .hasMessage("delete on docs-a1.svc.aped-1.pinecone.io (public route): UNAVAILABLE, no");
  }

  @Test
  void nonIdempotentCallsThatMayHaveBeenExecutedAreNotRetried() {
    grpc.answering(refused(ErrorCode.UNAVAILABLE));

    assertThat(create())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(
            "UNAVAILABLE, no; not retried: createNamespace is not idempotent and may have been"
                + " executed");
    assertThat(events).containsExactly("gave up createNamespace: NOT_SAFE");

    grpc.answering(lost(false));
    assertThat(create()).isCompletedExceptionally();
    assertThat(timers.delays()).isEmpty();
  }

  @Test
  void unexecutedCallsAreRetriedEvenIfNotIdempotent() {
    for (PinelinkException failure :
        List.of(
            refused(ErrorCode.RESOURCE_EXHAUSTED),
            lost(true),
            Failures.unconnected(
                new FailedCall("delete", ROUTE, 1), new ConnectException("Connection refused")))) {
      grpc.answering(failure, DONE);
      CompletableFuture<?> call = create();
      pass(Duration.ofMillis(100));

      assertThat(call).as("%s", failure).isDone().isNotCompletedExceptionally();
    }
  }

  @Test
  void cancellingEndsTheAttemptInFlight() {
    CompletableFuture<DeleteResponse> call = delete();
    fail(ErrorCode.UNAVAILABLE);
    pass(Duration.ofMillis(100));
    Call second = grpc.next();

    call.cancel(true);

    assertThat(second.answer()).isCancelled();
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void failuresDuringACancellationAreNotRetried() {
    CompletableFuture<DeleteResponse> call = delete();
    Call first = grpc.next();
    var unused =
        call.whenComplete((value, failure) -> first.answer().completeExceptionally(lost(false)));

    call.cancel(true);

    assertThat(timers.delays()).isEmpty();
  }
}
