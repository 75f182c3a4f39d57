package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the result of each word: batches, counts, invalid items. */
class EngineTest extends EngineScene {
  @Test
  void batchesAreFilledByCount() {
    CompletableFuture<BulkReport> result = load(options().build(), "a", "b", "c", "d", "e");
    target.answerAll();
    BulkReport report = result.join();
    assertThat(target.batches).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    assertThat(report.ending()).isEqualTo(BulkOutcome.COMPLETE);
    assertThat(report.isClean()).isTrue();
    assertThat(report.accepted()).isEqualTo(5);
    assertThat(reports).containsExactly(report);
  }

  @Test
  void batchesAreFilledByBytesUpToTheLastOne() {
    String half = "x".repeat(495);
    BulkOptions options = options().maxBatchItems(100).maxBatchBytes(1_000).build();
    CompletableFuture<BulkReport> result = load(options, half, half, half, "y", "z");
    target.answerAll();
    // 10 + 495 + 495 is 1,000.
    assertThat(target.batches).containsExactly(List.of(half, half), List.of(half, "y", "z"));
    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void anItemAboveTheLimitIsReportedAndNotSent() {
    String huge = "h".repeat(991);
    BulkOptions options = options().maxBatchBytes(1_000).build();
    CompletableFuture<BulkReport> result = load(options, "a", huge, "b", "illegal");
    target.answerAll();
    BulkReport report = result.join();
    assertThat(target.batches).containsExactly(List.of("a", "b"));
    assertThat(report.rejected()).isEqualTo(2);
    assertThat(report.failures().get(0).position()).isEqualTo(1);
    assertThat(report.failures().get(0).reason()).hasMessageContaining("takes 1001 bytes");
    assertThat(report.failures().get(1).position()).isEqualTo(3);
    assertAccounted(report);
  }

  @Test
  void anEmptySourceIsComplete() {
    assertThat(load(options().awaitVisible(Duration.ofSeconds(1)).build()).join().isClean())
        .isTrue();
    assertThat(target.batches).isEmpty();
  }

  @Test
  void aRefusedBatchIsSplitUntilTheInvalidItemsAreFound() {
    List<String> all = new ArrayList<>(words(20));
    all.set(3, "bad3");
    all.set(11, "bad11");
    BulkOptions options = options().maxBatchItems(10).build();
    CompletableFuture<BulkReport> result = load(options, all.iterator());
    target.answerAll();
    BulkReport report = result.join();
    assertThat(ids(report.failures(), Outcome.REJECTED)).containsExactlyInAnyOrder("bad3", "bad11");
    assertThat(report.failures())
        .allMatch(failure -> failure.id().equals("bad" + failure.position()));
    assertThat(target.stored).hasSize(18);
    assertThat(report.accepted()).isEqualTo(18);
    assertAccounted(report);
  }

  @Test
  void rejectedItemsFailTheOperationByDefault() {
    BulkOptions options = BulkOptions.builder().build();
    CompletableFuture<BulkReport> result = load(options, "a", "bad");
    target.answerAll();
    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(BulkException.class)
        .hasStackTraceContaining("accepted 1, rejected 1")
        .hasStackTraceContaining("REJECTED 'bad' at position 1");
  }

  @Test
  void tooManyRefusedItemsEndTheOperation() {
    Iterator<String> bad = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "bad" + i).iterator();
    target.atOnce = batch -> null;
    BulkReport report = load(options().build(), bad).join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(report.rejected()).isEqualTo(1_000);
    assertAccounted(report);
  }

  @Test
  void tooManyInvalidItemsEndTheOperation() {
    Iterator<String> illegal =
        IntStream.iterate(0, i -> i + 1).mapToObj(i -> "illegal" + i).iterator();
    BulkReport report = load(options().build(), illegal).join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(report.rejected()).isEqualTo(1_000);
    assertAccounted(report);
  }

  /** They are looked at long before the first answer comes. */
  @Test
  void invalidItemsAmongValidOnesDoNotEndTheOperation() {
    Iterator<String> mixed =
        IntStream.range(0, 6_000).mapToObj(i -> (i % 2 == 0 ? "illegal" : "w") + i).iterator();
    BulkOptions options = options().maxBatchItems(1_000).concurrency(1, 1).build();
    CompletableFuture<BulkReport> result = load(options, mixed);
    assertThat(target.stored).isEmpty();
    target.answerAll();
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.COMPLETE);
    assertThat(report.rejected()).isEqualTo(3_000);
    assertThat(target.stored).hasSize(3_000);
    assertAccounted(report);
  }

  /** After any sequence of events, every word is in one count, and what is accepted is stored. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everyItemIsAccountedFor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int kind = random.nextInt(30);
      all.add((kind == 0 ? "bad" : kind == 1 ? "illegal" : "w") + i);
    }
    BulkOptions options =
        options()
            .maxBatchItems(random.nextInt(1, 20))
            .maxAttempts(random.nextInt(1, 4))
            .concurrency(1, random.nextInt(1, 10))
            .stallTimeout(Duration.ofSeconds(20))
            .timeout(Duration.ofSeconds(random.nextInt(1, 100)))
            .build();
    CompletableFuture<BulkReport> result = load(options, all.iterator());
    int cancelAt = random.nextInt(2_000);
    for (int step = 0; step < 1_000 && reports.isEmpty(); step++) {
      if (step == cancelAt) {
        result.cancel(true);
      }
      time.pass(Duration.ofMillis(random.nextInt(300)));
      if (!target.calls.isEmpty()) {
        target.answerNext(
            switch (random.nextInt(12)) {
              case 0 -> ScriptedTarget.throttling(Duration.ofMillis(random.nextInt(500)));
              case 1 -> ScriptedTarget.lost(true);
              case 2 -> ScriptedTarget.lost(false);
              case 3 -> ScriptedTarget.refusal(ErrorCode.UNAVAILABLE);
              case 4 ->
                  random.nextInt(30) == 0 ? ScriptedTarget.refusal(ErrorCode.NOT_FOUND) : null;
              default -> null;
            });
      }
    }
    time.pass(Duration.ofMinutes(10));
    assertThat(reports).as("seed " + seed).hasSize(1);
    BulkReport report = reports.get(0);
    assertThat(report.accepted() + report.rejected() + report.unknown() + report.unsent())
        .as("seed " + seed + ", " + report)
        .isEqualTo(report.read());
    assertThat(report.accepted()).as("seed " + seed).isLessThanOrEqualTo(target.stored.size());
    for (BulkFailure failure : failures) {
      if (failure.outcome() != Outcome.UNKNOWN) {
        assertThat(target.stored).as("seed " + seed).doesNotContain(failure.id());
      }
    }
    assertThat(failures).as("seed " + seed).hasSize((int) (report.read() - report.accepted()));
    if (report.ending() == BulkOutcome.COMPLETE) {
      assertThat(report.read()).as("seed " + seed).isEqualTo(300);
    }
    assertThat(time.pending()).as("seed " + seed).isZero();
  }
}
