package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.FailedCall;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Metadata;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.routing.Route;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpsertCoalescerTest {
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));

  private record Call(List<String> ids, CompletableFuture<UpsertResponse> answer) {
    void succeed() {
      answer.complete(new VectorResponses.UpsertResult(ids.size(), info(String.join("+", ids))));
    }

    void fail(ErrorCode code) {
      answer.completeExceptionally(failure(code));
    }
  }

  private final List<Call> calls = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final List<CompletableFuture<Void>> timers = new ArrayList<>();
  private final Scheduler scheduler =
      delay -> {
        waits.add(delay);
        CompletableFuture<Void> timer = new CompletableFuture<>();
        timers.add(timer);
        return timer;
      };

  private final UpsertCoalescer coalescer = coalescer(4);

  private UpsertCoalescer coalescer(int maxVectors) {
    return new UpsertCoalescer(
        this::upsert,
        new CoalesceOptions(maxVectors, Duration.ofMillis(7)),
        scheduler,
        Runnable::run);
  }

  private CompletableFuture<UpsertResponse> upsert(List<Vector> vectors) {
    Call call = new Call(vectors.stream().map(Vector::id).toList(), new CompletableFuture<>());
    calls.add(call);
    return call.answer();
  }

  private CompletableFuture<UpsertResponse> write(String id) {
    return coalescer.upsertAsync(Vector.of(id, new float[] {1}));
  }

  private void writeUnwatched(String id) {
    unwatched(coalescer, Vector.of(id, new float[] {1}));
  }

  private static void unwatched(UpsertCoalescer coalescer, Vector vector) {
    var unused = coalescer.upsertAsync(vector);
  }

  private List<List<String>> batches() {
    return calls.stream().map(Call::ids).toList();
  }

  private static ResponseInfo info(String requestId) {
    return VectorResponses.info(requestId, "", 3L, null, ROUTE, Protocol.GRPC, 1);
  }

  private static ServiceException failure(ErrorCode code) {
    return Failures.refusal(
        new FailedCall("upsert", ROUTE, 1), new Refusal(code, "no", null, null), null);
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    return Futures.unwrap(catchThrowable(future::join));
  }

  @Test
  void aLongRetryDelayDoesNotDelayOtherBatches() {
    CompletableFuture<UpsertResponse> first = write("a");
    CompletableFuture<UpsertResponse> second = write("b");
    Refusal day = new Refusal(ErrorCode.RESOURCE_EXHAUSTED, "no", null, Duration.ofDays(1));
    calls
        .get(0)
        .answer()
        .completeExceptionally(Failures.refusal(new FailedCall("upsert", ROUTE, 1), day, null));

    assertThat(failureOf(first)).isInstanceOf(RateLimitedException.class);
    timers.get(0).complete(null);
    assertThat(batches()).containsExactly(List.of("a"), List.of("b"));
    calls.get(1).succeed();
    assertThat(second).isCompleted();
  }

  @Test
  void aResponseThatCountsFewerVectorsFailsTheBatch() {
    writeUnwatched("a");
    CompletableFuture<UpsertResponse> second = write("b");
    CompletableFuture<UpsertResponse> third = write("c");
    calls.get(0).succeed();
    calls.get(1).answer().complete(new VectorResponses.UpsertResult(1, info("b+c")));

    for (CompletableFuture<UpsertResponse> each : List.of(second, third)) {
      assertThat(failureOf(each))
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("it counts 1 upserted items, but the request has 2");
    }
  }

  @Test
  void aVectorIsSentImmediatelyIfNoCallIsInFlight() {
    CompletableFuture<UpsertResponse> written = write("a");

    assertThat(batches()).containsExactly(List.of("a"));
    assertThat(timers).isEmpty();
    calls.get(0).succeed();
    assertThat(written.join()).isEqualTo(new VectorResponses.UpsertResult(1, info("a")));
  }

  @Test
  void vectorsThatArriveDuringACallAreSentTogetherAfterIt() {
    writeUnwatched("a");
    CompletableFuture<UpsertResponse> second = write("b");
    CompletableFuture<UpsertResponse> third = write("c");
    calls.get(0).succeed();

    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c"));
    calls.get(1).succeed();
    assertThat(second.join()).isEqualTo(new VectorResponses.UpsertResult(1, info("b+c")));
    assertThat(third.join()).isEqualTo(new VectorResponses.UpsertResult(1, info("b+c")));
  }

  @Test
  void aFullBatchDoesNotWait() {
    writeUnwatched("a");
    List.of("b", "c", "d", "e", "f").forEach(this::writeUnwatched);

    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c", "d", "e"));
  }

  @Test
  void batchesWaitNoLongerThanTheOptionsAllow() {
    writeUnwatched("a");
    writeUnwatched("b");
    writeUnwatched("c");
    assertThat(waits).containsExactly(Duration.ofMillis(7));
    timers.get(0).complete(null);

    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c"));
    calls.get(0).succeed();
    calls.get(1).succeed();
    assertThat(calls).as("no empty batch").hasSize(2);
  }

  @Test
  void theTimerOfASentBatchIsCancelled() {
    writeUnwatched("a");
    writeUnwatched("b");
    calls.get(0).succeed();
    assertThat(timers.get(0)).isDone();
    writeUnwatched("c");

    assertThat(waits).hasSize(2);
    assertThat(calls).hasSize(2);
  }

  @Test
  void aBatchStaysBelowTheSizeLimitOfTheService() {
    UpsertCoalescer wide = coalescer(100);
    unwatched(wide, Vector.of("first", new float[20_000]));
    IntStream.range(0, 10).forEach(i -> unwatched(wide, Vector.of("v" + i, new float[20_000])));

    assertThat(calls.get(1).ids()).hasSize(6);
  }

  @Test
  void metadataCountsTowardsTheSize() {
    UpsertCoalescer wide = coalescer(100);
    Metadata large = Metadata.of("text", "x".repeat(30_000));
    unwatched(wide, Vector.of("first", new float[] {1}));
    IntStream.range(0, 80)
        .forEach(i -> unwatched(wide, Vector.of("v" + i, new float[] {1}, large)));

    assertThat(calls.get(1).ids()).hasSize(66);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_ARGUMENT", "UNPROCESSABLE_ENTITY"})
  void anInvalidVectorFailsAloneAndTheOthersAreWritten(ErrorCode code) {
    writeUnwatched("a");
    CompletableFuture<UpsertResponse> good = write("b");
    CompletableFuture<UpsertResponse> bad = write("bad");
    CompletableFuture<UpsertResponse> last = write("c");
    calls.get(0).succeed();
    for (int i = 1; i < calls.size(); i++) {
      Call call = calls.get(i);
      if (call.ids().contains("bad")) {
        call.fail(code);
      } else {
        call.succeed();
      }
    }

    assertThat(batches())
        .containsExactly(
            List.of("a"),
            List.of("b", "bad", "c"),
            List.of("b"),
            List.of("bad", "c"),
            List.of("bad"),
            List.of("c"));
    assertThat(good.join().info().requestId()).contains("b");
    assertThat(last.join().info().requestId()).contains("c");
    assertThat(failureOf(bad))
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aCallbackOfTheFirstHalfMayWaitForTheSecond() throws Exception {
    BlockingQueue<Call> sent = new LinkedBlockingQueue<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      UpsertCoalescer onThreads =
          new UpsertCoalescer(
              vectors -> {
                Call call =
                    new Call(vectors.stream().map(Vector::id).toList(), new CompletableFuture<>());
                sent.add(call);
                return call.answer();
              },
              CoalesceOptions.defaults(),
              scheduler,
              threads);
      unwatched(onThreads, Vector.of("a", new float[] {1}));
      CompletableFuture<UpsertResponse> first =
          onThreads.upsertAsync(Vector.of("b", new float[] {1}));
      CompletableFuture<UpsertResponse> second =
          onThreads.upsertAsync(Vector.of("c", new float[] {1}));
      CompletableFuture<UpsertResponse> both = first.thenApply(written -> second.join());
      next(sent, "a").succeed();
      next(sent, "b", "c").fail(ErrorCode.INVALID_ARGUMENT);
      next(sent, "b").succeed();
      next(sent, "c").succeed();

      assertThat(both.get(20, TimeUnit.SECONDS).info().requestId()).contains("c");
    } finally {
      threads.shutdownNow();
    }
  }

  private static Call next(BlockingQueue<Call> sent, String... ids) throws InterruptedException {
    Call call = sent.poll(20, TimeUnit.SECONDS);
    assertThat(call).isNotNull();
    assertThat(call.ids()).containsExactly(ids);
    return call;
  }

  @Test
  void otherFailuresFailTheWholeBatchAndAreNotResent() {
    writeUnwatched("a");
    CompletableFuture<UpsertResponse> second = write("b");
    CompletableFuture<UpsertResponse> third = write("c");
    calls.get(0).succeed();
    calls.get(1).fail(ErrorCode.UNAVAILABLE);

    assertThat(calls).hasSize(2);
    assertThat(failureOf(second)).isInstanceOf(ServiceException.class);
    assertThat(failureOf(third)).isInstanceOf(ServiceException.class);
  }

  @Test
  void theNextBatchIsSentAfterTheBackoffOfAFailedOne() {
    CompletableFuture<UpsertResponse> first = write("a");
    writeUnwatched("b");
    calls.get(0).fail(ErrorCode.UNAVAILABLE);

    assertThat(first).isCompletedExceptionally();
    assertThat(batches()).containsExactly(List.of("a"));
    timers.get(0).complete(null);
    assertThat(batches()).containsExactly(List.of("a"), List.of("b"));
  }

  /** A service that refuses faster than it writes would otherwise receive more requests. */
  @Test
  void aFailingServiceReceivesNoSmallerBatches() {
    writeUnwatched("a");
    calls.get(0).fail(ErrorCode.UNAVAILABLE);
    writeUnwatched("b");
    writeUnwatched("c");
    assertThat(batches()).containsExactly(List.of("a"));
    timers.get(0).complete(null);
    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c"));

    calls.get(1).succeed();
    writeUnwatched("d");
    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c"), List.of("d"));
  }

  @Test
  void aVectorCancelledBeforeSendingIsNotSent() {
    writeUnwatched("a");
    CompletableFuture<UpsertResponse> second = write("b");
    CompletableFuture<UpsertResponse> third = write("c");
    second.cancel(true);
    calls.get(0).succeed();

    assertThat(batches()).containsExactly(List.of("a"), List.of("c"));
    assertThat(catchThrowable(second::join)).isInstanceOf(CancellationException.class);
    assertThat(third).isNotDone();
  }

  @Test
  void aBatchOfCancelledVectorsIsNotSent() {
    writeUnwatched("a");
    assertThat(write("b").cancel(true)).isTrue();
    calls.get(0).succeed();
    writeUnwatched("c");

    assertThat(batches()).containsExactly(List.of("a"), List.of("c"));
  }

  @Test
  void upsertsFailAfterTheClientIsClosed() {
    UpsertCoalescer closed =
        new UpsertCoalescer(
            vectors -> {
              throw new IllegalStateException("the client is closed");
            },
            CoalesceOptions.defaults(),
            scheduler,
            Runnable::run);

    assertThatThrownBy(() -> closed.upsert(Vector.of("a", new float[] {1})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the client is closed");
  }

  @Test
  void anInvalidVectorIsRefusedImmediately() {
    Vector received = VectorResponses.vector("a", new float[] {Float.NaN}, null, Metadata.empty());

    assertThatThrownBy(() -> coalescer.upsertAsync(received))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(calls).isEmpty();
  }

  @Test
  void optionsHaveRanges() {
    assertThatThrownBy(() -> new CoalesceOptions(0, Duration.ofMillis(1)))
        .hasMessage("maxBatchItems is 0, expected 1 to 1000");
    assertThatThrownBy(() -> new CoalesceOptions(1, Duration.ZERO))
        .hasMessage("maxWait is 0 ms, expected more than zero");
  }
}
