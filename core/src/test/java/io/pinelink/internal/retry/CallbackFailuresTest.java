package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.RedispatchedFuture;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.model.DeleteResponse;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Exceptions in callbacks of the chain of transports. Each must end its call at once. */
class CallbackFailuresTest extends RetryingScene {
  private static final RandomGenerator THROWING =
      () -> {
        throw new IllegalStateException("thrown by the test");
      };

  @Test
  void aPauseThatCannotBeDrawnEndsTheCall() {
    layer = new RetryingTransport(grpc, options, THROWING, timers);
    CompletableFuture<DeleteResponse> call = delete();

    fail(ErrorCode.UNAVAILABLE);

    assertThat(call).isCompletedExceptionally();
  }

  @Test
  void aTimerThatCannotBeStartedEndsTheCall() {
    Scheduler rejecting =
        delay -> {
          throw new RejectedExecutionException("thrown by the test");
        };
    layer = new RetryingTransport(grpc, options, HALF, rejecting);
    CompletableFuture<DeleteResponse> call = delete();

    fail(ErrorCode.UNAVAILABLE);

    assertThat(call).isCompletedExceptionally();
  }

  /** A transport that fails when it is called again. */
  private final class FirstAttemptOnly extends ForwardingTransport {
    private final boolean returnsNull;
    private int calls;

    FirstAttemptOnly(boolean returnsNull) {
      super(grpc);
      this.returnsNull = returnsNull;
    }

    @Override
    @SuppressWarnings("NullAway")
    public <Q, R> CompletableFuture<R> call(
        Operation<Q, R> operation, Q request, CallContext context) {
      if (++calls == 1) {
        return super.call(operation, request, context);
      }
      if (returnsNull) {
        return null;
      }
      throw new AssertionError("thrown by the test");
    }
  }

  @Test
  void anAttemptThatThrowsEndsTheCall() {
    layer = new RetryingTransport(new FirstAttemptOnly(false), options, HALF, timers);
    CompletableFuture<DeleteResponse> call = delete();

    fail(ErrorCode.UNAVAILABLE);
    timers.end();

    assertThat(call).isCompletedExceptionally();
  }

  @Test
  void anAttemptWithoutAFutureEndsTheCall() {
    layer = new RetryingTransport(new FirstAttemptOnly(true), options, HALF, timers);
    CompletableFuture<DeleteResponse> call = delete();

    fail(ErrorCode.UNAVAILABLE);
    timers.end();

    assertThat(call).isCompletedExceptionally();
  }

  @Test
  void aMappingOfFailuresThatThrowsEndsTheCall() {
    CompletableFuture<String> inner = new CompletableFuture<>();
    CompletableFuture<String> outer =
        Futures.mapFailure(
            inner,
            failure -> {
              throw new IllegalStateException("thrown by the test");
            });

    inner.completeExceptionally(new IOException("reset"));

    assertThat(outer).isCompletedExceptionally();
  }

  @Test
  void aCallbackThatThrowsEndsTheOuterFuture() {
    CompletableFuture<String> inner = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> outer = new CompletableFuture<>();
    Futures.onEnd(
        inner,
        outer,
        (value, failure) -> {
          throw new AssertionError("thrown by the test");
        });

    inner.complete("value");

    assertThat(outer).isCompletedExceptionally();
  }

  @Test
  void anExceptionInAStepBeforeTheEndDoesNotPreventIt() {
    CompletableFuture<String> inner = new CompletableFuture<>();
    CompletableFuture<String> outer =
        RedispatchedFuture.of(
            Runnable::run,
            inner,
            () -> {
              throw new IllegalStateException("thrown by the test");
            });

    inner.complete("value");

    assertThat(outer).isCompletedWithValue("value");
  }
}
