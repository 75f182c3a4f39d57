package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.retry.RetryOptions;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests which retries the budget of a host allows. */
class RetriesOfAHostTest extends RetryingScene {
  @Test
  void failuresOfAMostlyHealthyHostAreRetried() {
    options = RetryOptions.builder().maxAttempts(2).budget(8, 0.5).build();
    for (int i = 0; i < 2; i++) {
      CompletableFuture<DeleteResponse> call = delete();
      fail(ErrorCode.UNAVAILABLE);
      pass(Duration.ofMillis(100));
      grpc.next().answer().completeExceptionally(refused(ErrorCode.UNAVAILABLE));
      assertThat(call).isCompletedExceptionally();
    }

    CompletableFuture<DeleteResponse> third = delete();
    fail(ErrorCode.UNAVAILABLE);

    assertThat(third)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(
            "not retried: too many calls to docs-a1.svc.aped-1.pinecone.io fail, its retry"
                + " budget is exhausted");
    assertThat(events).endsWith("gave up delete: NO_BUDGET");
  }

  /** Fails a call that is not retried, which still takes a token. */
  private void takeToken() {
    grpc.answering(refused(ErrorCode.UNAVAILABLE));
    assertThat(create()).isCompletedExceptionally();
    grpc.next();
  }

  @Test
  void nonRetryableRefusalsCountAsSuccess() {
    options = RetryOptions.builder().budget(4, 1).build();
    takeToken();
    takeToken();
    grpc.answering(refused(ErrorCode.NOT_FOUND));
    assertThat(delete()).isCompletedExceptionally();
    grpc.answering(refused(ErrorCode.NOT_FOUND));
    assertThat(delete()).isCompletedExceptionally();

    grpc.answering(refused(ErrorCode.UNAVAILABLE));
    assertThat(delete()).isNotDone();
  }

  @Test
  void failuresThatAreNotRetriedTakeATokenToo() {
    options = RetryOptions.builder().budget(4, 1).build();
    takeToken();
    takeToken();

    grpc.answering(refused(ErrorCode.UNAVAILABLE));
    assertThat(delete()).isCompletedExceptionally();
    assertThat(events).endsWith("gave up delete: NO_BUDGET");
  }

  /** Many clients with few calls each would otherwise multiply what a failing host receives. */
  @Test
  void aHostThatOnlyFailsIsRetriedForOneCall() {
    var unused = delete();
    for (int i = 0; i < 4; i++) {
      fail(ErrorCode.UNAVAILABLE);
      pass(Duration.ofSeconds(1));
    }
    assertThat(events).endsWith("gave up delete: NO_ATTEMPTS_LEFT");

    unused = delete();
    fail(ErrorCode.UNAVAILABLE);
    assertThat(events).endsWith("gave up delete: NO_BUDGET");
  }

  @Test
  void allAttemptsOfACallFitIntoItsBudget() {
    options = RetryOptions.builder().maxAttempts(9).build();
    var unused = delete();
    for (int i = 0; i < 9; i++) {
      fail(ErrorCode.UNAVAILABLE);
      pass(Duration.ofSeconds(1));
    }
    assertThat(events).hasSize(9).endsWith("gave up delete: NO_ATTEMPTS_LEFT");
  }

  @Test
  void aRateLimitTakesTwoTokens() {
    options = RetryOptions.builder().budget(8, 0.5).build();
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED), refused(ErrorCode.RESOURCE_EXHAUSTED));
    var unused = delete();
    unused = delete();

    assertThat(events).containsExactly("retrying delete in PT0.1S", "gave up delete: NO_BUDGET");
  }

  @Test
  void resendingOfCallsMadeOnceIsLimitedByTheBudget() {
    CallContext once =
        new CallContext(
            ROUTE,
            "",
            Deadline.after(TIMEOUT, nanos::get),
            new ApiKey("any-api-key"),
            ExtraHeaders.none(),
            1,
            CallHandling.unobserved(true));
    for (int i = 0; i < 200; i++) {
      grpc.answering(lost(true));
    }

    int sent = 0;
    for (int i = 0; i < 100; i++) {
      assertThat(layer().call(DataOperations.DELETE, DeleteRequest.all(), once))
          .isCompletedExceptionally();
      for (; !grpc.hasNoCall(); sent++) {
        grpc.next();
      }
    }

    assertThat(sent).isBetween(101, 125);
    assertThat(timers.delays()).isEmpty();
  }
}
