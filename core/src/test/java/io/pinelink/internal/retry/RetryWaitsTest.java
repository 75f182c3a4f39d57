package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.FakeTransport.Call;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.TransportException;
import io.pinelink.model.DeleteResponse;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The waits between attempts, and the time limit of an attempt. */
class RetryWaitsTest extends RetryingScene {
  @Test
  void theWaitIsTheRetryDelayPlusTheOwnBackoff() {
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED, Duration.ofMillis(400)), DONE);
    CompletableFuture<DeleteResponse> call = delete();

    assertThat(timers.delays()).containsExactly(Duration.ofMillis(500));
    pass(Duration.ofMillis(500));
    assertThat(call).isCompletedWithValue(DONE);
  }

  /** Half of a quarter of 8 seconds, because the random part is half. */
  @Test
  void longWaitsAreSpreadOverAQuarter() {
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED, Duration.ofSeconds(8)), DONE);
    var unused = delete();

    assertThat(timers.delays()).containsExactly(Duration.ofSeconds(9));
  }

  @Test
  void theSpreadLeavesHalfOfTheRemainingTime() {
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED, Duration.ofSeconds(28)), DONE);
    var unused = delete();

    assertThat(timers.delays()).containsExactly(Duration.ofMillis(28_500));
  }

  @Test
  void theRetryDelayOfTheServiceIsNotCapped() {
    grpc.answering(refused(ErrorCode.UNAVAILABLE, Duration.ofSeconds(29)), DONE);
    var unused = delete();

    assertThat(timers.delays()).containsExactly(Duration.ofMillis(29_250));
  }

  @Test
  void aWaitBeyondTheTimeoutFailsTheCallImmediately() {
    nanos.set(5);
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED, Duration.ofSeconds(30)));

    assertThat(delete())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(30)))
        .withMessageEndingWith(
            "RESOURCE_EXHAUSTED, no; retry after 30 s; not retried: the service asks to wait"
                + " 30 s, but the call's timeout leaves 30 s");
    assertThat(timers.delays()).isEmpty();
    assertThat(events).containsExactly("gave up delete: NO_TIME");
  }

  @Test
  void aVeryLongWaitDoesNotOverflow() {
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED, Duration.ofNanos(Long.MAX_VALUE)));

    assertThat(delete()).isCompletedExceptionally();
    assertThat(events).containsExactly("gave up delete: NO_TIME");
  }

  @Test
  void theBackoffMustFitIntoTheTimeout() {
    CompletableFuture<DeleteResponse> call = delete();
    nanos.set(Duration.ofMillis(29_900).toNanos());
    fail(ErrorCode.UNAVAILABLE);

    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(
            "not retried: the next attempt would be in 100 ms, but the call's timeout leaves"
                + " 100 ms");
  }

  /** Packets are dropped: the third connect would be cut off, and report nothing. */
  @Test
  void aConnectTimeoutIsRetriedOnlyIfTimeForAnotherRemains() {
    CompletableFuture<DeleteResponse> call = delete();
    timeOutAfter(Duration.ofSeconds(10));
    pass(Duration.ofMillis(100));
    timeOutAfter(Duration.ofSeconds(10));

    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.networkCause()).isEqualTo(NetworkCause.CONNECT_TIMEOUT))
        .withMessageEndingWith(
            "; not retried: the next attempt would be in 200 ms and may take 10 s as this one did,"
                + " but the call's timeout leaves 9.9 s");
    assertThat(events).endsWith("gave up delete: NO_TIME");
  }

  private void timeOutAfter(Duration time) {
    Call call = grpc.next();
    nanos.addAndGet(time.toNanos());
    call.answer()
        .completeExceptionally(
            Failures.unconnected(
                call.context().failed(call.operation()),
                new ConnectException("connection timed out")));
  }

  @Test
  void theServiceMayForbidRetries() {
    grpc.answering(refused(new Refusal(ErrorCode.UNAVAILABLE, "no", null, null, true)));

    assertThat(delete())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith("no; not retried: the service asked not to retry this call");
    assertThat(events).containsExactly("gave up delete: FORBIDDEN_BY_SERVICE");
  }

  @Test
  void anAttemptTimesOutBeforeTheCall() {
    CompletableFuture<DeleteResponse> call = delete();
    Call first = grpc.next();
    assertThat(first.context().deadline().remaining()).isEqualTo(Duration.ofSeconds(15));
    nanos.set(Duration.ofSeconds(15).toNanos());
    first.answer().completeExceptionally(late(first));
    pass(Duration.ofMillis(100));

    Call second = grpc.next();
    assertThat(second.context().deadline().remaining()).isEqualTo(Duration.ofMillis(14_900));
    assertThat(second.context().deadline().timeout()).isEqualTo(TIMEOUT);
    second.answer().complete(DONE);
    assertThat(call).isCompletedWithValue(DONE);
  }

  private static DeadlineExceededException late(Call call) {
    return Failures.deadlineExceeded(
        call.context().failed(call.operation()), call.context().deadline().timeout(), null);
  }

  @Test
  void aNonRetryableAttemptHasTheWholeTimeout() {
    CompletableFuture<?> call = create();

    Call first = grpc.next();
    assertThat(first.context().deadline().remaining()).isEqualTo(TIMEOUT);
    first.answer().completeExceptionally(late(first));
    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(": no answer within 30 s");
  }

  @Test
  void aDeadlineNamesTheEarlierFailure() {
    CompletableFuture<DeleteResponse> call = delete();
    nanos.set(Duration.ofSeconds(20).toNanos());
    fail(ErrorCode.UNAVAILABLE);
    pass(Duration.ofMillis(100));
    Call second = grpc.next();
    nanos.set(TIMEOUT.toNanos());
    second.answer().completeExceptionally(late(second));

    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(DeadlineExceededException.class)
        .withMessage(
            "delete on docs-a1.svc.aped-1.pinecone.io (public route) after 2 attempts: no answer"
                + " within 30 s; the previous attempt failed: delete on"
                + " docs-a1.svc.aped-1.pinecone.io (public route): UNAVAILABLE, no");
    assertThat(events).endsWith("gave up delete: NO_TIME");
  }

  @Test
  void cancellingEndsTheWait() {
    CompletableFuture<DeleteResponse> call = delete();
    fail(ErrorCode.UNAVAILABLE);
    assertThat(timers.pending()).isEqualTo(1);

    call.cancel(true);

    assertThat(timers.pending()).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(grpc.hasNoCall()).isTrue();
  }
}
