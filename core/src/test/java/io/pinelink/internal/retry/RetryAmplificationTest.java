package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.Protocol;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.ResponseHeaders;
import io.pinelink.spi.Transport;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests how many more calls a failing backend receives than its callers make. The counts depend on
 * no clock.
 */
@Tag("slow")
class RetryAmplificationTest {
  private static final int CALLS = 10_000;
  private static final long SEED = 7;
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");

  /** Counts what it is sent, and fails what the script says. */
  private static final class Backend implements Transport {
    private final BooleanSupplier fails;
    private final boolean lookingAtIt;
    private int sent;

    /**
     * @param lookingAtIt whether it says no, or else turns calls away unseen
     */
    Backend(BooleanSupplier fails, boolean lookingAtIt) {
      this.fails = fails;
      this.lookingAtIt = lookingAtIt;
    }

    @Override
    public <Q, R> CompletableFuture<R> call(
        Operation<Q, R> operation, Q request, CallContext context) {
      sent++;
      if (fails.getAsBoolean()) {
        return CompletableFuture.failedFuture(
            lookingAtIt
                ? Failures.refusal(
                    context.failed(operation),
                    new Refusal(ErrorCode.UNAVAILABLE, "down", null, null),
                    null)
                : Failures.connectionLost(context.failed(operation), true, "GOAWAY"));
      }
      return CompletableFuture.completedFuture(
          operation
              .response()
              .cast(
                  new VectorResponses.DeleteResult(
                      OptionalLong.empty(),
                      context.info(Protocol.GRPC, new ResponseHeaders(name -> null)))));
    }

    @Override
    public boolean supports(Operation<?, ?> operation) {
      return true;
    }

    @Override
    public void refresh() {}

    @Override
    public void close() {}
  }

  /** The result of a run. */
  private record Outcome(double amplification, double answered) {}

  /**
   * Makes the calls.
   *
   * @param atOnce the number of concurrent calls
   */
  private static Outcome run(Backend backend, int atOnce) {
    RetryOptions options = RetryOptions.defaults();
    Queue<CompletableFuture<Void>> timers = new ArrayDeque<>();
    Transport chain =
        new RetryingTransport(
            backend,
            options,
            new SplittableRandom(SEED),
            delay -> {
              CompletableFuture<Void> timer = new CompletableFuture<>();
              timers.add(timer);
              return timer;
            },
            () -> 0,
            null);
    int answered = 0;
    for (int made = 0; made < CALLS; made += atOnce) {
      List<CompletableFuture<DeleteResponse>> together = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        together.add(chain.call(DataOperations.DELETE, DeleteRequest.all(), context()));
      }
      while (!timers.isEmpty()) {
        timers.remove().complete(null);
      }
      for (CompletableFuture<DeleteResponse> call : together) {
        assertThat(call).isDone();
        answered += call.isCompletedExceptionally() ? 0 : 1;
      }
    }
    return new Outcome((double) backend.sent / CALLS, (double) answered / CALLS);
  }

  private static CallContext context() {
    return new CallContext(
        ROUTE,
        "",
        Deadline.after(Duration.ofSeconds(30), () -> 0),
        new ApiKey("any-api-key"),
        ExtraHeaders.none(),
        1,
        CallHandling.unobserved(false));
  }

  private static BooleanSupplier failing(double part) {
    SplittableRandom random = new SplittableRandom(SEED);
    return () -> random.nextDouble() < part;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000})
  void aBackendThatFailsAllCallsReceivesFewRetries(int atOnce) {
    Outcome outcome = run(new Backend(() -> true, true), atOnce);

    assertThat(outcome.amplification()).isLessThan(1.01);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000})
  void aBackendThatRejectsAllCallsUnprocessedReceivesFewRetries(int atOnce) {
    Outcome outcome = run(new Backend(() -> true, false), atOnce);

    assertThat(outcome.amplification()).isLessThan(1.02 + 0.0001 * atOnce);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void aRandomFifthOfFailuresIsRetried(int atOnce) {
    Outcome outcome = run(new Backend(failing(0.2), true), atOnce);

    assertThat(outcome.amplification()).isBetween(1.2, 1.3);
    assertThat(outcome.answered()).isGreaterThan(0.98);
  }

  @Test
  void everyFifthFailureIsRetried() {
    int[] calls = {0};
    Outcome outcome = run(new Backend(() -> ++calls[0] % 5 == 0, true), 1);

    assertThat(outcome.amplification()).isBetween(1.249, 1.25);
    assertThat(outcome.answered()).isEqualTo(1);
  }

  /** If more calls fail than the budget covers, retries stop rather than add load. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.1, 0.15, 0.2, 0.22, 0.23, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9})
  void retriesAddLessThanAThirdAtAnyFailureRate(double part) {
    Outcome outcome = run(new Backend(failing(part), true), 1);

    assertThat(outcome.amplification()).isLessThan(1.3);
  }
}
