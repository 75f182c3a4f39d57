package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.RateLimitedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the concurrency of calls, their retries, and when retries are given up. */
class EngineSendingTest extends EngineScene {
  @Test
  void throttlingPausesAllBulkOperationsToTheNamespace() {
    CompletableFuture<BulkReport> one = load(options().build(), "a", "b");
    target.answerNext(ScriptedTarget.throttling(Duration.ofSeconds(3)));
    CompletableFuture<BulkReport> two = load(options().build(), "c", "d");
    assertThat(target.calls).isEmpty();
    time.pass(Duration.ofMillis(2_999));
    assertThat(target.calls).isEmpty();
    time.pass(Duration.ofMillis(1));
    assertThat(target.calls).hasSize(2);
    target.answerAll();
    assertThat(one.join().isClean()).isTrue();
    assertThat(two.join().isClean()).isTrue();
  }

  @Test
  void aPauseBeyondTheStallTimeoutEndsTheOperationImmediatelyAndIsNamed() {
    CompletableFuture<BulkReport> result =
        load(options().concurrency(1, 1).build(), words(9).iterator());
    target.answerNext(null);
    target.answerNext(ScriptedTarget.throttling(Duration.ofDays(1)));

    assertThat(result).isDone();
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.STALLED);
    assertThat(report.cause().orElseThrow())
        .hasMessage(
            "the service asks for a pause of 1 d, which is longer than the stall timeout of 2 min")
        .hasCauseInstanceOf(RateLimitedException.class);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.unsent()).isEqualTo(7);
    assertAccounted(report);
    assertThat(time.pending()).isZero();
  }

  @Test
  void aPauseBeyondTheDeadlineEndsTheOperationImmediatelyAndIsNamed() {
    BulkOptions options = options().timeout(Duration.ofSeconds(60)).build();
    CompletableFuture<BulkReport> result = load(options, "a", "b");
    time.pass(Duration.ofSeconds(20));
    target.answerNext(ScriptedTarget.throttling(Duration.ofSeconds(41)));

    assertThat(result).isDone();
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.DEADLINE);
    assertThat(report.cause().orElseThrow())
        .hasMessage(
            "the service asks for a pause of 41 s, but the timeout of the bulk operation leaves"
                + " 40 s");
    assertThat(report.unsent()).isEqualTo(2);
  }

  @Test
  void aPauseWithinTheDeadlineIsAwaited() {
    BulkOptions options = options().timeout(Duration.ofSeconds(60)).build();
    CompletableFuture<BulkReport> result = load(options, "a", "b");
    target.answerNext(ScriptedTarget.throttling(Duration.ofSeconds(59)));
    time.pass(Duration.ofSeconds(59));
    target.answerAll();

    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void aPauseThatEndedOneBulkOperationDoesNotDelayTheNext() {
    CompletableFuture<BulkReport> one = load(options().build(), "a", "b");
    target.answerNext(ScriptedTarget.throttling(Duration.ofDays(1)));
    assertThat(one.join().ending()).isEqualTo(BulkOutcome.STALLED);

    CompletableFuture<BulkReport> next = load(options().build(), "c", "d");
    time.pass(Duration.ofMillis(100));
    target.answerAll();
    assertThat(next.join().isClean()).isTrue();
  }

  @Test
  void aPatientBulkOperationWaitsWhileOthersContinue() {
    CompletableFuture<BulkReport> patient =
        load(options().stallTimeout(Duration.ofDays(2)).build(), "a", "b");
    target.answerNext(ScriptedTarget.throttling(Duration.ofDays(1)));
    assertThat(patient).isNotDone();

    CompletableFuture<BulkReport> other = load(options().build(), "c", "d");
    time.pass(Duration.ofMillis(100));
    target.answerAll();
    assertThat(other.join().isClean()).isTrue();
    assertThat(patient).isNotDone();

    time.pass(Duration.ofDays(1));
    target.answerAll();
    assertThat(patient.join().isClean()).isTrue();
  }

  @Test
  void concurrencyGrowsFromFourToTheCeiling() {
    BulkOptions options = options().concurrency(1, 6).build();
    CompletableFuture<BulkReport> result = load(options, words(200).iterator());
    assertThat(target.calls).hasSize(4);
    while (!result.isDone()) {
      time.pass(Duration.ofMillis(10));
      List<ScriptedTarget.Call> round = new ArrayList<>(target.calls);
      target.calls.clear();
      round.forEach(call -> target.answer(call, null));
    }
    assertThat(result.join().isClean()).isTrue();
    assertThat(target.maxInFlight).isEqualTo(6);
  }

  @Test
  void bulkOperationsTakeTurns() {
    BulkOptions options = options().concurrency(1, 1).build();
    CompletableFuture<BulkReport> one =
        load(options, Stream.of("a1", "a2", "a3", "a4", "a5", "a6").iterator());
    CompletableFuture<BulkReport> two = load(options, Stream.of("b1", "b2", "b3", "b4").iterator());
    target.answerAll();
    assertThat(one.join().isClean()).isTrue();
    assertThat(two.join().isClean()).isTrue();
    assertThat(target.batches.stream().map(batch -> batch.get(0).charAt(0)))
        .containsExactly('a', 'b', 'a', 'b', 'a');
  }

  @Test
  void transientFailuresAreRetried() {
    CompletableFuture<BulkReport> result = load(options().build(), "a", "b");
    target.answerNext(ScriptedTarget.lost(false));
    assertThat(target.calls).isEmpty();
    time.pass(Duration.ofMillis(100));
    target.answerNext(ScriptedTarget.refusal(ErrorCode.UNAVAILABLE));
    time.pass(Duration.ofMillis(200));
    target.answerAll();
    assertThat(result.join().isClean()).isTrue();
    assertThat(target.batches).hasSize(3);
  }

  @Test
  void aBatchWaitsForTheRetryDelayOfAnUnavailableService() {
    CompletableFuture<BulkReport> result = load(options().build(), "a", "b");
    target.answerNext(ScriptedTarget.unavailable(Duration.ofSeconds(20)));
    time.pass(Duration.ofMillis(19_999));
    assertThat(target.calls).isEmpty();
    time.pass(Duration.ofMillis(1));
    target.answerAll();
    assertThat(result.join().isClean()).isTrue();
  }

  /** The random part of each backoff is from half of it, for 0, to all of it, for 1. */
  @Test
  void batchesThatFailTogetherAreRetriedAtDifferentTimes() {
    Iterator<Double> parts = List.of(0.0, 0.5, 1.0).iterator();
    ConcurrencyLimiters random = new ConcurrencyLimiters(time, time::now, parts::next);
    var unused =
        new Engine<>(
                target,
                source(words(6).iterator()),
                options().build(),
                random,
                Runnable::run,
                List.of())
            .start(Runnable::run);
    for (int i = 0; i < 3; i++) {
      target.answerNext(ScriptedTarget.lost(false));
    }

    for (int sent = 1; sent <= 3; sent++) {
      time.pass(Duration.ofMillis(sent == 1 ? 50 : 25));
      assertThat(target.calls).hasSize(sent);
    }
  }

  @Test
  void everythingArrivesAlthoughAFifthOfTheCallsFails() {
    AtomicInteger call = new AtomicInteger();
    target.atOnce =
        batch ->
            call.incrementAndGet() % 5 == 0 ? ScriptedTarget.refusal(ErrorCode.UNAVAILABLE) : null;
    CompletableFuture<BulkReport> result = load(options().build(), words(1_000).iterator());
    time.pass(Duration.ofMinutes(1));
    assertThat(result.join().isClean()).isTrue();
    assertThat(target.stored).hasSize(1_000);
  }

  @Test
  void aBatchThatAlwaysFailsIsGivenUpAndTheOthersAreWritten() {
    target.atOnce = batch -> batch.contains("w2") ? ScriptedTarget.lost(false) : null;
    CompletableFuture<BulkReport> result =
        load(options().maxAttempts(3).build(), words(10).iterator());
    time.pass(Duration.ofMinutes(1));
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.COMPLETE);
    assertThat(report.accepted()).isEqualTo(8);
    assertThat(ids(report.failures(), Outcome.UNKNOWN)).containsExactly("w2", "w3");
    assertAccounted(report);
  }

  @Test
  void anOutageEndsTheOperation() {
    target.atOnce = batch -> ScriptedTarget.lost(true);
    CompletableFuture<BulkReport> result =
        load(options().maxAttempts(3).build(), words(100).iterator());
    time.pass(Duration.ofMinutes(1));
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.FAILED);
    assertThat(report.unsent()).isEqualTo(100);
    assertAccounted(report);
  }

  @Test
  void aPermanentRefusalEndsTheOperationImmediately() {
    CompletableFuture<BulkReport> result =
        load(options().concurrency(1, 1).build(), words(9).iterator());
    target.answerNext(ScriptedTarget.refusal(ErrorCode.UNAUTHENTICATED));
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(target.batches).hasSize(1);
    assertThat(report.rejected()).isEqualTo(2);
    assertThat(report.unsent()).isEqualTo(7);
    assertAccounted(report);
  }

  @Test
  void anErrorInACallEndsTheOperationAndDoesNotBlockOthers() {
    BulkOptions options = options().concurrency(1, 1).build();
    target.atOnce =
        batch -> {
          throw new OutOfMemoryError("mine");
        };
    BulkReport report = load(options, "a", "b", "c").join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.FAILED);
    assertThat(report.cause()).containsInstanceOf(OutOfMemoryError.class);
    assertAccounted(report);

    target.atOnce = batch -> null;
    assertThat(load(options, "d").join().isClean()).isTrue();
  }

  @Test
  void nonIdempotentBatchesAreNotResent() {
    target.repeatable = false;
    CompletableFuture<BulkReport> result = load(options().build(), "a", "b", "c", "d");
    target.answerNext(ScriptedTarget.lost(false));
    target.answerNext(ScriptedTarget.lost(true));
    time.pass(Duration.ofMillis(100));
    target.answerAll();

    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.COMPLETE);
    assertThat(ids(report.failures(), Outcome.UNKNOWN)).containsExactly("a", "b");
    assertThat(target.batches)
        .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("c", "d"));
  }

  @Test
  void itemsThatMayHaveBeenWrittenAreUnknownAndNotRejected() {
    CompletableFuture<BulkReport> result = load(options().build(), "a", "b");
    target.answerNext(ScriptedTarget.forbidding(ErrorCode.UNAVAILABLE));
    BulkReport report = result.join();
    assertThat(report.unknown()).isEqualTo(2);
    assertThat(report.rejected()).isZero();
    assertAccounted(report);
  }
}
