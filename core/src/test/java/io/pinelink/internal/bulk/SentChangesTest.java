package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkReport;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the batches and the futures of changes that callers wait for. */
@Timeout(30)
class SentChangesTest extends WriterScene {
  private static final Optional<ConsistencyToken> TOKEN = Optional.of(new ConsistencyToken("", 1));

  private CompletableFuture<Optional<ConsistencyToken>> send(OrderedWriter<?> writer, String id) {
    return writer.send(upsert(id, 1));
  }

  private List<List<String>> batches() {
    return store.allCalls.stream().map(ScriptedStore.Call::ids).toList();
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    return Futures.unwrap(catchThrowable(future::join));
  }

  @AfterEach
  void nothingReachedTheListener() {
    assertThat(settled).isEmpty();
    assertThat(refused).isEmpty();
  }

  @Test
  void aChangeIsSentImmediatelyIfNoCallIsInFlight() {
    CompletableFuture<Optional<ConsistencyToken>> sent = send(writer(options()), "a");

    assertThat(batches()).containsExactly(List.of("a"));
    assertThat(sent).isNotDone();
    store.answerNext();
    assertThat(sent).isCompletedWithValue(TOKEN);
  }

  @Test
  void changesThatArriveDuringACallAreSentTogetherAfterIt() {
    OrderedWriter<Integer> writer = writer(options());
    CompletableFuture<?> first = send(writer, "a");
    CompletableFuture<?> second = send(writer, "b");
    CompletableFuture<?> third = send(writer, "c");
    store.answerNext();

    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c"));
    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
    store.answerNext();
    assertThat(second).isCompleted();
    assertThat(third).isCompleted();
    assertThat(store.calls).isEmpty();
  }

  @Test
  void aFullBatchDoesNotWait() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(4));
    for (String id : List.of("a", "b", "c", "d", "e", "f")) {
      assertThat(send(writer, id)).isNotDone();
    }

    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c", "d", "e"));
  }

  @Test
  void changesWaitForACallNoLongerThanTheLingerTime() {
    OrderedWriter<Integer> writer = writer(options().linger(Duration.ofMillis(7)));
    assertThat(send(writer, "a")).isNotDone();
    assertThat(send(writer, "b")).isNotDone();
    assertThat(send(writer, "c")).isNotDone();
    time.pass(Duration.ofMillis(6));
    assertThat(batches()).containsExactly(List.of("a"));
    time.pass(Duration.ofMillis(1));

    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c"));
    store.answerAll();
    assertThat(store.allCalls).as("no empty batch").hasSize(2);
  }

  @Test
  void changesWaitForACallForTenMillisecondsByDefault() {
    OrderedWriter<Integer> writer = writer(options());
    assertThat(send(writer, "a")).isNotDone();
    writer.write(upsert("b", 2), 2);
    time.pass(Duration.ofMillis(500));
    assertThat(send(writer, "c")).isNotDone();
    time.pass(Duration.ofMillis(9));
    assertThat(batches()).containsExactly(List.of("a"));
    time.pass(Duration.ofMillis(1));

    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c"));
  }

  @Test
  void changesGatherWhileABatchWaitsToBeSent() {
    OrderedWriter<Integer> writer = writer(options().concurrency(1, 1));
    for (String id : List.of("a", "b", "c", "d", "e")) {
      assertThat(send(writer, id)).isNotDone();
      time.pass(Duration.ofMillis(10));
    }
    assertThat(batches()).containsExactly(List.of("a"));
    store.answerAll();

    assertThat(batches()).containsExactly(List.of("a"), List.of("b"), List.of("c", "d", "e"));
  }

  @Test
  void changesGatherWhileTheServiceThrottles() {
    OrderedWriter<Integer> writer = writer(options());
    assertThat(send(writer, "a")).isNotDone();
    store.fail(store.calls.get(0), ScriptedTarget.throttling(Duration.ofSeconds(3)));
    for (int i = 0; i < 15; i++) {
      assertThat(send(writer, "v" + i)).isNotDone();
      time.pass(Duration.ofMillis(100));
    }
    time.pass(Duration.ofSeconds(2));
    store.answerAll();

    assertThat(store.allCalls).hasSize(3);
    assertThat(store.numbers).hasSize(16);
  }

  @Test
  void aChangeIsNotDelayedByTheCallsOfOtherNamespacesAndKinds() {
    OrderedWriter<Integer> writer = writer(options());
    assertThat(send(writer, "a")).isNotDone();
    assertThat(writer.send(upsert("b", 1).in("en"))).isNotDone();
    assertThat(writer.send(BulkChange.delete("c"))).isNotDone();

    assertThat(batches()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
  }

  @Test
  void changesWithoutAFutureWaitUntilACallerSendsOne() {
    List<Integer> settledHere = new ArrayList<>(settled);
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    assertThat(store.calls).isEmpty();
    CompletableFuture<?> sent = send(writer, "b");

    assertThat(batches()).containsExactly(List.of("a", "b"));
    store.answerAll();
    assertThat(sent).isCompleted();
    assertThat(settled).containsExactly(1);
    settled.retainAll(settledHere);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_ARGUMENT", "UNPROCESSABLE_ENTITY"})
  void anInvalidChangeFailsAloneAndTheOthersAreWritten(ErrorCode code) {
    OrderedWriter<Integer> writer = writer(options());
    CompletableFuture<?> first = send(writer, "a");
    CompletableFuture<?> good = send(writer, "b");
    CompletableFuture<?> bad = send(writer, "bad");
    CompletableFuture<?> last = send(writer, "c");
    store.answerNext();
    while (!store.calls.isEmpty()) {
      ScriptedStore.Call call = store.calls.get(0);
      if (call.ids().contains("bad")) {
        store.fail(call, ScriptedTarget.refusal(code));
      } else {
        store.answer(call);
      }
    }

    assertThat(List.of(first, good, last)).allSatisfy(each -> assertThat(each).isCompleted());
    assertThat(failureOf(bad))
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code()).isEqualTo(code));
    assertThat(store.numbers).containsOnlyKeys("/a", "/b", "/c");
  }

  @Test
  void aChangeThatTheClientRefusesFailsItsFutureAndIsNotSent() {
    CompletableFuture<?> sent = send(writer(options()), "illegal");

    assertThat(failureOf(sent)).isInstanceOf(IllegalArgumentException.class).hasMessage("illegal");
    assertThat(store.allCalls).isEmpty();
  }

  @Test
  void aDeleteInAMissingNamespaceHasNoToken() {
    CompletableFuture<Optional<ConsistencyToken>> sent =
        writer(options()).send(BulkChange.delete("a"));
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.NOT_FOUND));

    assertThat(sent).isCompletedWithValue(Optional.empty());
  }

  @Test
  void aReplacedChangeIsSettledWithTheOneThatReplacesIt() {
    OrderedWriter<Integer> writer = writer(options());
    CompletableFuture<?> first = writer.send(upsert("a", 1));
    CompletableFuture<?> replaced = writer.send(upsert("a", 2));
    CompletableFuture<?> last = writer.send(upsert("a", 3));
    store.answerNext();
    assertThat(first).isCompleted();
    assertThat(replaced).isNotDone();
    store.answerNext();

    assertThat(replaced).isCompleted();
    assertThat(last).isCompleted();
    assertThat(store.allCalls).hasSize(2);
    assertThat(store.numbers).containsExactlyInAnyOrderEntriesOf(Map.of("/a", 3L));
  }

  @Test
  void aReplacementWithoutAFutureIsSentAtOnceIfACallerWaitsForTheReplacedChange() {
    OrderedWriter<Integer> writer = writer(options());
    assertThat(writer.send(upsert("a", 1))).isNotDone();
    CompletableFuture<?> replaced = writer.send(upsert("a", 2));
    writer.write(upsert("a", 3), 3);
    store.answerAll();

    assertThat(replaced).isCompleted();
    assertThat(settled).containsExactly(3);
    settled.clear();
  }

  @Test
  void updatesOfOneIdAreSentInOrder() {
    OrderedWriter<Integer> writer = writer(options());
    List<CompletableFuture<?>> sent =
        List.of(
            writer.send(upsert("a", 1)), writer.send(update("a", 2)), writer.send(update("a", 3)));
    store.answerAll();

    assertThat(sent).allSatisfy(each -> assertThat(each).isCompleted());
    assertThat(store.numbers).containsEntry("/a", (31L + 2) * 31 + 3);
  }

  /** A service that refuses faster than it writes would otherwise receive more requests. */
  @Test
  void aFailingServiceReceivesNoSmallerBatches() {
    OrderedWriter<Integer> writer = writer(options());
    CompletableFuture<?> first = send(writer, "a");
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.UNAVAILABLE));
    CompletableFuture<?> second = send(writer, "b");
    CompletableFuture<?> third = send(writer, "c");
    assertThat(store.calls).isEmpty();
    time.pass(Duration.ofMillis(200));
    assertThat(batches()).containsExactly(List.of("a"), List.of("a"));

    store.answerNext();
    assertThat(batches()).containsExactly(List.of("a"), List.of("a"), List.of("b", "c"));
    store.answerNext();
    assertThat(List.of(first, second, third)).allSatisfy(each -> assertThat(each).isCompleted());
  }

  @Test
  void aWriterThatFailsFailsTheFuturesOfAllUnsettledChanges() {
    OrderedWriter<Integer> writer = writer(options().maxAttempts(1));
    CompletableFuture<?> settledBefore = send(writer, "a");
    store.answerNext();
    CompletableFuture<?> inFlight = send(writer, "b");
    CompletableFuture<?> gathered = send(writer, "c");
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.UNAVAILABLE));

    assertThat(settledBefore).isCompleted();
    for (CompletableFuture<?> each : List.of(inFlight, gathered)) {
      assertThat(failureOf(each))
          .isInstanceOfSatisfying(BulkException.class, e -> assertThat(e.isRetryable()).isTrue());
    }
    assertThat(failureOf(send(writer, "d"))).isInstanceOf(BulkException.class);
  }

  @Test
  void aPauseBeyondTheStallTimeoutFailsTheFutures() {
    CompletableFuture<?> sent = send(writer(options()), "a");
    store.fail(store.calls.get(0), ScriptedTarget.throttling(Duration.ofDays(1)));

    assertThat(failureOf(sent)).isInstanceOf(BulkException.class);
    assertThat(time.pending()).isZero();
  }

  @Test
  void afterARefusalOfAllCallsTheResponsesStillCompleteFutures() {
    OrderedWriter<Integer> writer = writer(options().concurrency(2, 2).maxBatchItems(1));
    CompletableFuture<?> refusedWithAll = send(writer, "a");
    CompletableFuture<?> answeredLater = send(writer, "b");
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.PERMISSION_DENIED));
    assertThat(answeredLater).isNotDone();
    store.answerNext();

    assertThat(answeredLater).isCompleted();
    assertThat(failureOf(refusedWithAll)).isInstanceOf(BulkException.class);
  }

  @Test
  void aClientThatIsClosedFailsTheFutures() {
    store.closed = true;
    CompletableFuture<?> sent = send(writer(options()), "a");

    assertThat(failureOf(sent))
        .isInstanceOf(BulkException.class)
        .hasRootCauseMessage("the client is closed");
  }

  @Test
  void cancellingAFutureDoesNotWithdrawTheChange() {
    OrderedWriter<Integer> writer = writer(options());
    CompletableFuture<?> first = send(writer, "a");
    CompletableFuture<?> second = send(writer, "b");
    CompletableFuture<?> third = send(writer, "c");
    second.cancel(true);
    store.answerAll();

    assertThat(batches()).containsExactly(List.of("a"), List.of("b", "c"));
    assertThat(List.of(first, third)).allSatisfy(each -> assertThat(each).isCompleted());
    assertThat(second).isCancelled();
  }

  @Test
  void cancellingOrStoppingTheWriterCancelsTheFutures() {
    OrderedWriter<Integer> cancelled = writer(options());
    CompletableFuture<?> dropped = send(cancelled, "a");
    cancelled.cancel();
    assertThat(dropped).isCancelled();
    assertThat(store.calls.remove(0).answer()).isCancelled();

    OrderedWriter<Integer> stopped = writer(options());
    CompletableFuture<?> inFlight = send(stopped, "a");
    CompletableFuture<?> quiet = stopped.stop();
    assertThat(inFlight).isCancelled();
    assertThat(quiet).isNotDone();
    store.answerNext();
    assertThat(quiet).isCompleted();
    assertThatThrownBy(() -> send(stopped, "b")).isInstanceOf(CancellationException.class);
  }

  @Test
  void aFlushCoversSentChangesAndAClosedWriterRejectsThem() {
    OrderedWriter<Integer> writer = writer(options());
    CompletableFuture<?> first = send(writer, "a");
    CompletableFuture<?> second = send(writer, "b");
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.answerAll();

    assertThat(List.of(first, second)).allSatisfy(each -> assertThat(each).isCompleted());
    assertThat(flushed.join().accepted()).isEqualTo(2);
    writer.close();
    assertThatThrownBy(() -> send(writer, "c")).hasMessage("the bulk writer is closed");
    assertThat(time.pending()).isZero();
  }

  @Test
  void aCallerWaitsForRoomAndIsWokenByAnInterrupt() throws Exception {
    OrderedWriter<Integer> writer = writer(options().maxBytesHeld(4_000_000));
    IntStream.range(0, 40).forEach(i -> assertThat(send(writer, "v" + i)).isNotDone());
    assertThat(writer.whenWritable()).isNotDone();

    List<Throwable> thrown = new ArrayList<>();
    Thread interrupted =
        new Thread(() -> thrown.add(catchThrowable(() -> send(writer, "interrupted"))));
    interrupted.start();
    await().until(() -> interrupted.getState() == Thread.State.WAITING);
    interrupted.interrupt();
    interrupted.join();
    assertThat(thrown).singleElement().isInstanceOf(CancellationException.class);

    List<CompletableFuture<?>> sent = new ArrayList<>();
    Thread waiting = new Thread(() -> sent.add(send(writer, "waiting")));
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    store.answerNext();
    waiting.join();
    store.answerAll();
    assertThat(sent).singleElement().satisfies(each -> assertThat(each).isCompleted());
    assertThat(store.numbers).containsKey("/waiting").doesNotContainKey("/interrupted");
  }

  @Test
  void futuresCompleteOnTheirExecutorAndDoNotHoldUpTheWriter() {
    List<Runnable> completions = new ArrayList<>();
    OrderedWriter<Integer> writer = writer(options(), outcomes, Runnable::run, completions::add);
    CompletableFuture<?> first = send(writer, "a");
    CompletableFuture<?> second = send(writer, "b");
    store.answerAll();
    assertThat(writer.flush()).isCompleted();
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();

    assertThat(completions).as("one task for each call").hasSize(2);
    completions.forEach(Runnable::run);
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
  }

  @Test
  void aCallbackMayWaitForAnotherChangeOfItsBatch() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      OrderedWriter<Integer> writer = writer(options(), outcomes, Runnable::run, threads);
      assertThat(send(writer, "a")).isNotDone();
      CompletableFuture<?> first = send(writer, "b");
      CompletableFuture<?> second = send(writer, "c");
      CompletableFuture<?> both = first.thenApply(unused -> second.join());
      store.answerAll();

      assertThat(both.get(20, TimeUnit.SECONDS)).isEqualTo(TOKEN);
    } finally {
      threads.shutdownNow();
    }
  }
}
