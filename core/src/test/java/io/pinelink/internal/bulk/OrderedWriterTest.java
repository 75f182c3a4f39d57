package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkChange.Kind;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.documents.Document;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the order, the flushes and the failures of a writer. */
class OrderedWriterTest extends WriterScene {
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static void assertFails(CompletableFuture<BulkReport> flushed, boolean isRetryable) {
    assertThatThrownBy(flushed::join)
        .cause()
        .isInstanceOfSatisfying(
            BulkException.class, e -> assertThat(e.isRetryable()).isEqualTo(isRetryable));
  }

  @Test
  void changesAreSentWhenTheLingerTimeHasPassed() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("b", 2), 2);
    time.pass(LINGER.minusMillis(1));
    assertThat(store.calls).isEmpty();
    time.pass(Duration.ofMillis(1));
    assertThat(store.calls).singleElement().satisfies(c -> assertThat(c.ids()).hasSize(2));
    assertThat(settled).isEmpty();
    store.answerAll();
    assertThat(settled).containsExactly(1, 2);
  }

  @Test
  void aListenerCanBeALambdaThatReceivesRefusals() {
    OrderedWriter<Integer> writer =
        writer(options(), (number, failure) -> refused.put(number, failure));
    store.invalid = item -> ScriptedStore.id(item).equals("b");
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("b", 2), 2);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.answerAll();

    assertThat(refused).containsOnlyKeys(2);
    assertThat(flushed.join().accepted()).isEqualTo(1);
  }

  @Test
  void aFullBatchIsSentAtOnce() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(2));
    writer.write(upsert("a", 1), 1);
    assertThat(store.calls).isEmpty();
    writer.write(upsert("b", 2), 2);
    assertThat(store.calls).hasSize(1);
  }

  @Test
  void aLaterChangeReplacesOneThatIsNotSentYet() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    writer.write(BulkChange.delete("a"), 2);
    writer.write(upsert("a", 3), 3);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.answerAll();

    assertThat(store.allCalls).hasSize(1);
    assertThat(store.numbers).containsExactlyInAnyOrderEntriesOf(Map.of("/a", 3L));
    assertThat(settled).containsExactly(1, 2, 3);
    assertThat(flushed.join().accepted()).isEqualTo(3);
    assertThat(flushed.join().isClean()).isTrue();
  }

  @Test
  void aLaterChangeWaitsWhileAnotherOfItsIdIsInFlight() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(1));
    writer.write(upsert("a", 1), 1);
    writer.write(BulkChange.delete("a"), 2);
    writer.write(upsert("a", 3), 3);
    writer.write(BulkChange.delete("a"), 4);
    assertThat(store.calls).hasSize(1);
    store.answerNext();
    assertThat(settled).containsExactly(1);
    assertThat(store.calls)
        .singleElement()
        .satisfies(c -> assertThat(c.kind()).isEqualTo(Kind.DELETE));
    store.answerNext();
    assertThat(settled).containsExactly(1, 2, 3, 4);
    assertThat(store.calls).isEmpty();
    assertThat(store.numbers).isEmpty();
  }

  @Test
  void updatesAreSentInOrderAfterTheUpsert() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(1));
    writer.write(upsert("a", 1), 1);
    writer.write(update("a", 2), 2);
    writer.write(update("a", 3), 3);
    store.answerAll();
    assertThat(store.numbers).containsEntry("/a", (31L + 2) * 31 + 3);
    assertThat(store.allCalls).hasSize(3);
    assertThat(settled).containsExactly(1, 2, 3);
  }

  @Test
  void anEarlierChangeIsWrittenIfTheLaterOneIsRefused() {
    store.invalid = item -> item instanceof Vector && ScriptedStore.number(item) >= 3;
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("a", 2), 2);
    writer.write(update("a", 5), 5);
    writer.write(upsert("a", 3), 3);
    writer.write(upsert("a", 4), 4);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.answerAll();

    assertThat(store.numbers).containsEntry("/a", 2L * 31 + 5);
    assertThat(settled).containsExactly(1, 2, 5);
    assertThat(refused).containsOnlyKeys(3, 4);
    BulkReport report = flushed.join();
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(report.rejected()).isEqualTo(2);
    assertThat(report.failures()).extracting(BulkFailure::position).containsExactly(4L, 3L);
  }

  @Test
  void theSameIdInTwoNamespacesIsTwoIds() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("a", 2).in("en"), 2);
    writer.write(upsert("a", 3).in("__default__"), 3);
    var unused = writer.flush();
    assertThat(store.calls).hasSize(2);
    store.answerAll();
    assertThat(store.numbers).containsExactlyInAnyOrderEntriesOf(Map.of("/a", 3L, "en/a", 2L));
  }

  @Test
  void aFlushCoversWhatWasWrittenBeforeAndNothingElse() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("a", 2), 2);
    CompletableFuture<BulkReport> first = writer.flush();
    writer.write(upsert("b", 3), 3);
    assertThat(first).isNotDone();
    store.answerAll();
    assertThat(first).isCompleted();
    assertThat(first.join().read()).isEqualTo(2);
    assertThat(store.calls).isEmpty();

    CompletableFuture<BulkReport> second = writer.flush();
    assertThat(second).isNotDone();
    store.answerAll();
    assertThat(second.join().read()).isEqualTo(1);
    assertThat(writer.flush().join().read()).isZero();
  }

  @Test
  void aFlushDoesNotWaitForTheLingerTimeOfALaterChange() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(2));
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("b", 2), 2);
    writer.write(BulkChange.delete("a"), 3);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.answerNext();
    assertThat(store.calls).hasSize(1);
    store.answerNext();
    assertThat(flushed.join().accepted()).isEqualTo(3);
  }

  @Test
  void cancellingTheFutureOfAFlushAffectsNothingElse() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    CompletableFuture<BulkReport> one = writer.flush();
    one.cancel(true);
    store.answerAll();
    assertThat(settled).containsExactly(1);
    assertThat(writer.flush()).isCompleted();
  }

  @Test
  void memoryIsBoundedByBytes() {
    OrderedWriter<Integer> writer = writer(options().maxBytesHeld(4_000_000));
    int written = 0;
    while (writer.offer(upsert("v" + written, written), written)) {
      written++;
    }
    assertThat(written).isEqualTo(40); // of 100,000 bytes each
    CompletableFuture<?> room = writer.whenWritable();
    assertThat(room).isNotDone();
    store.answerNext();
    assertThat(room).isDone();
    assertThat(writer.offer(upsert("more", 41), 41)).isTrue();
  }

  @Test
  void refusedChangesAreHeldUntilTheListenerHasBeenCalled() {
    List<Runnable> tasks = new ArrayList<>();
    OrderedWriter<Integer> writer = writer(options().maxBytesHeld(4_000_000), outcomes, tasks::add);
    int written = 0;
    while (written < 500 && writer.offer(upsert("illegal" + written, written), written)) {
      written++;
    }
    assertThat(written).isEqualTo(40); // of 100,000 bytes each
    CompletableFuture<?> room = writer.whenWritable();
    assertThat(room).isNotDone();
    assertThat(refused).isEmpty();

    while (!tasks.isEmpty()) {
      tasks.remove(0).run();
    }
    assertThat(refused).hasSize(40);
    assertThat(room).isDone();
    assertThat(writer.offer(upsert("more", 501), 501)).isTrue();
  }

  @Test
  void changesToOneIdThatFillTheMemoryAreSentAtOnce() {
    OrderedWriter<Integer> writer = writer(options().maxBytesHeld(4_000_000));
    int written = 0;
    while (writer.offer(upsert("a", written), written)) {
      written++;
    }
    assertThat(store.calls).hasSize(1);
    store.answerNext();
    assertThat(settled).hasSize(written);
    assertThat(store.numbers).containsEntry("/a", written - 1L);
    assertThat(writer.whenWritable()).isDone();
  }

  @Test
  void anInvalidChangeIsRefusedAndTheOthersAreWritten() {
    store.invalid = item -> ScriptedStore.id(item).startsWith("bad");
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("bad", 2), 2);
    writer.write(upsert("illegal", 3), 3);
    writer.write(upsert("b", 4), 4);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.answerAll();
    assertThat(refused).containsOnlyKeys(2, 3);
    assertThat(settled).containsExactlyInAnyOrder(1, 4);
    assertThat(flushed.join().rejected()).isEqualTo(2);
  }

  @Test
  void aTransientFailureIsRetriedAndNeverReportedAsARefusal() {
    OrderedWriter<Integer> writer = writer(options().maxAttempts(2));
    writer.write(upsert("a", 1), 1);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.UNAVAILABLE));
    time.pass(Duration.ofSeconds(1));
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.UNAVAILABLE));

    assertThat(refused).isEmpty();
    assertThat(settled).isEmpty();
    assertFails(flushed, true);
    assertThatThrownBy(() -> writer.write(upsert("b", 2), 2)).isInstanceOf(BulkException.class);
    assertThatThrownBy(writer::close).isInstanceOf(BulkException.class);
    assertThat(ends).singleElement().satisfies(r -> assertThat(r.unknown()).isEqualTo(1));
    assertThat(time.pending()).isZero();
  }

  @Test
  void throttlingPausesAndTheLaterChangeStillWins() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    var unused = writer.flush();
    writer.write(upsert("a", 2), 2);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.fail(store.calls.get(0), ScriptedTarget.throttling(Duration.ofSeconds(3)));
    assertThat(store.calls).isEmpty();
    time.pass(Duration.ofSeconds(4));
    store.answerAll();
    assertThat(flushed).isCompleted();
    assertThat(store.numbers).containsEntry("/a", 2L);
    assertThat(progress.get(progress.size() - 1).retries()).isEqualTo(1);
  }

  @Test
  void aServiceThatAcceptsNothingFailsTheWriterAsRetryable() {
    OrderedWriter<Integer> writer = writer(options().stallTimeout(Duration.ofSeconds(5)));
    writer.write(upsert("a", 1), 1);
    CompletableFuture<BulkReport> flushed = writer.flush();
    time.pass(Duration.ofSeconds(5));
    assertFails(flushed, true);
    assertThat(ends.get(0).ending()).isEqualTo(BulkOutcome.STALLED);
  }

  @Test
  void aRefusalOfAllCallsFailsTheWriterAndReportsNoChangeAsRefused() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.PERMISSION_DENIED));
    assertThat(refused).isEmpty();
    assertFails(flushed, false);
    assertThat(ends.get(0).ending()).isEqualTo(BulkOutcome.REFUSED);
  }

  @Test
  void aUsedUpQuotaFailsTheWriterAfterOneCall() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.QUOTA_EXHAUSTED));
    time.pass(Duration.ofSeconds(30));

    assertThat(store.calls).isEmpty();
    assertThat(refused).isEmpty();
    assertFails(flushed, false);
    assertThat(ends.get(0).ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(ends.get(0).unsent()).isEqualTo(1);
    assertThat(time.pending()).isZero();
  }

  @Test
  void afterARefusalTheResponsesSettleTheCallsInFlight() {
    OrderedWriter<Integer> writer = writer(options().concurrency(3, 3).maxBatchItems(1));
    for (int i = 0; i < 5; i++) {
      writer.write(upsert("v" + i, i), i);
    }
    assertThat(store.calls).hasSize(3);
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.FAILED_PRECONDITION));
    assertThatThrownBy(() -> writer.write(upsert("a", 9), 9)).isInstanceOf(BulkException.class);
    assertThat(ends).isEmpty();
    store.answerNext();
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.FAILED_PRECONDITION));

    assertThat(settled).containsExactly(1);
    assertThat(refused).isEmpty();
    assertThat(store.calls).isEmpty();
    assertThat(ends)
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.ending()).isEqualTo(BulkOutcome.REFUSED);
              assertThat(report.accepted()).isEqualTo(1);
              assertThat(report.unknown()).isZero();
              assertThat(report.unsent()).isEqualTo(4);
            });
    assertThat(time.pending()).isZero();
  }

  @Test
  void aThousandRefusalsInARowFailTheWriter() {
    OrderedWriter<Integer> writer = writer(options());
    for (int i = 0; i < 1_000; i++) {
      writer.write(upsert("illegal", i), i);
    }
    assertThat(refused).hasSize(1_000);
    assertThatThrownBy(() -> writer.write(upsert("a", 1), 1)).isInstanceOf(BulkException.class);
  }

  @Test
  void aDeleteInAMissingNamespaceIsSettled() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(BulkChange.delete("a"), 1);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.fail(store.calls.get(0), ScriptedTarget.refusal(ErrorCode.NOT_FOUND));
    assertThat(settled).containsExactly(1);
    assertThat(flushed.join().isClean()).isTrue();
    writer.write(upsert("b", 2), 2);
  }

  @Test
  void closingWaitsForEverythingAndRejectsFurtherChanges() {
    OrderedWriter<Integer> writer = writer(options());
    writer.write(upsert("a", 1), 1);
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.answerAll();
    assertThat(flushed).isCompleted();
    writer.close();
    assertThatThrownBy(() -> writer.write(upsert("b", 2), 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the bulk writer is closed");
    writer.close();
    writer.cancel();
    assertThat(ends).singleElement().satisfies(r -> assertThat(r.isClean()).isTrue());
    assertThat(time.pending()).isZero();
  }

  @Test
  void cancellingDropsWhatIsNotSettledAndReportsNoneOfIt() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(1));
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("a", 2), 2);
    CompletableFuture<BulkReport> flushed = writer.flush();
    writer.cancel();
    assertThat(store.calls.get(0).answer()).isCancelled();
    assertThatThrownBy(flushed::join).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> writer.write(upsert("b", 3), 3))
        .isInstanceOf(CancellationException.class);
    assertThat(settled).isEmpty();
    assertThat(refused).isEmpty();
    BulkReport end = ends.get(0);
    assertThat(end.read()).isEqualTo(2);
    assertThat(end.unknown()).isEqualTo(1);
    assertThat(end.unsent()).isEqualTo(1);
    writer.close();
    assertThat(time.pending()).isZero();
  }

  @Test
  void stoppingSendsNothingMoreAndLetsTheCallsInFlightEnd() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(1));
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("b", 1), 2);
    writer.write(upsert("a", 2), 3);
    CompletableFuture<@Nullable Void> stopped = writer.stop();

    assertThat(stopped).isNotDone();
    assertThat(ends).hasSize(1);
    assertThatThrownBy(() -> writer.write(upsert("c", 3), 4))
        .isInstanceOf(CancellationException.class);
    store.answerNext();
    assertThat(stopped).isNotDone();
    store.answerNext();
    assertThat(stopped).isCompleted();
    assertThat(store.allCalls).hasSize(2);
    assertThat(settled).isEmpty();
    assertThat(time.pending()).isZero();
  }

  @Test
  void aLateAnswerToACallOfAFailedWriterComesBeforeTheCallsOfTheNextWriter() {
    OrderedWriter<Integer> failing = writer(options().maxBatchItems(1).maxAttempts(1));
    failing.write(upsert("a", 1), 1);
    failing.write(upsert("b", 1), 2);
    ScriptedStore.Call delayed = store.calls.get(0);
    store.fail(store.calls.get(1), ScriptedTarget.lost(false));
    assertThat(ends).singleElement().satisfies(r -> assertThat(r.isClean()).isFalse());

    // The service has not executed the call yet, and would execute it even if it was cancelled.
    CompletableFuture<@Nullable Void> stopped = failing.stop();
    assertThat(delayed.answer()).isNotDone();
    assertThat(stopped).isNotDone();
    store.answer(delayed);
    assertThat(stopped).isCompleted();

    OrderedWriter<Integer> next = writer(options().maxBatchItems(1));
    next.write(upsert("a", 2), 1);
    store.answerAll();
    assertThat(store.numbers).containsEntry("/a", 2L);
  }

  @Test
  void cancellingAFailedWriterCancelsItsCalls() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(1).maxAttempts(1));
    writer.write(upsert("a", 1), 1);
    writer.write(upsert("b", 1), 2);
    ScriptedStore.Call running = store.calls.get(0);
    store.fail(store.calls.get(1), ScriptedTarget.lost(false));

    writer.cancel();
    assertThat(running.answer()).isCancelled();
    assertThat(writer.stop()).isCompleted();
  }

  @Test
  void aWriterThatIsClosedHasStopped() {
    OrderedWriter<Integer> writer = writer(options());
    writer.close();
    assertThat(writer.stop()).isCompleted();
    assertThat(ends).singleElement().satisfies(r -> assertThat(r.isClean()).isTrue());
  }

  @Test
  void aCheckFindsEveryInvalidChangeAndKeepsTheLastValidOne() {
    OrderedWriter<Integer> writer =
        writer(
            options()
                .checkChanges(
                    change -> {
                      if (change.item() instanceof Vector vector
                          && ScriptedStore.number(vector) % 2 == 1) {
                        throw new IllegalArgumentException("odd");
                      }
                    }));
    for (int number = 1; number <= 5; number++) {
      writer.write(upsert("a", number), number);
    }
    CompletableFuture<BulkReport> flushed = writer.flush();
    store.answerAll();

    assertThat(refused).containsOnlyKeys(1, 3, 5);
    assertThat(refused)
        .hasEntrySatisfying(3, refusal -> assertThat(refusal.reason()).hasMessage("odd"));
    assertThat(settled).containsExactly(2, 4);
    assertThat(store.numbers).containsEntry("/a", 4L);
    assertThat(flushed.join().rejected()).isEqualTo(3);
  }

  @Test
  void aCheckThatCannotBeMadeIsNoRefusal() {
    OrderedWriter<Integer> writer =
        writer(
            options()
                .checkChanges(
                    change -> {
                      throw new IllegalStateException("no statistics");
                    }));
    assertThatThrownBy(() -> writer.write(upsert("a", 1), 1)).hasMessage("no statistics");
    assertThat(writer.flush().join().read()).isZero();
    assertThat(refused).isEmpty();
  }

  @Test
  void aListenerThatThrowsFailsTheWriter() {
    OrderedWriter<Integer> writer =
        writer(
            options(),
            new BulkWriterListener<>() {
              @Override
              public void settled(Integer number) {
                throw new IllegalStateException("no offsets");
              }

              @Override
              public void refused(Integer number, BulkFailure failure) {}
            });
    writer.write(upsert("a", 1), 1);
    var unused = writer.flush();
    store.answerAll();
    assertThatThrownBy(() -> writer.write(upsert("b", 2), 2))
        .isInstanceOf(BulkException.class)
        .hasRootCauseMessage("no offsets");
  }

  @Test
  void aChangeThatTheIndexDoesNotStoreIsRejectedByTheCall() {
    OrderedWriter<Integer> writer = writer(options());
    assertThatThrownBy(() -> writer.write(BulkChange.upsert(Document.builder("d").build()), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(writer.flush().join().read()).isZero();
  }

  @Test
  void callsInFlightAreLimitedOverAllNamespaces() {
    OrderedWriter<Integer> writer = writer(options().concurrency(1, 3).maxBatchItems(1));
    for (int i = 0; i < 100; i++) {
      writer.write(upsert("a", i).in("n" + i), i);
    }
    assertThat(store.calls).hasSize(3);
    while (!store.calls.isEmpty()) {
      store.answerNext();
      assertThat(store.calls).hasSizeLessThanOrEqualTo(3);
    }
    assertThat(settled).hasSize(100);
  }

  @Test
  void unusedNamespacesTakeNoMemory() {
    OrderedWriter<Integer> writer = writer(options().maxBatchItems(1));
    for (int i = 0; i < 1_000; i++) {
      writer.write(upsert("a", i).in("n" + i), i);
      store.answerAll();
    }
    assertThat(settled).hasSize(1_000);
    writer.write(upsert("a", 0).in("n0"), 0);
    assertThat(store.targets).isEqualTo(1_001);
  }
}
