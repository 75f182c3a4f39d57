package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.spi.Failures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that read, and whose results a consumer receives. */
class FetchEngineTest {
  private final FakeTime time = new FakeTime();
  private final ConcurrencyLimiters limiters = new ConcurrencyLimiters(time, time::now, () -> 1);
  private final ScriptedTarget target = new ScriptedTarget();
  private final List<String> received = new ArrayList<>();

  /** The receiver's thread, which runs when the test says so. */
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

  @BeforeEach
  void receive() {
    target.receiver = received::add;
    target.receivesOn = tasks::add;
  }

  private void runReceiver() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private void answerAndReceiveAll() {
    while (!target.calls.isEmpty() || !tasks.isEmpty()) {
      if (target.calls.isEmpty()) {
        runReceiver();
      } else {
        target.answerNext(null);
      }
    }
  }

  private static BulkOptions.Builder options() {
    return BulkOptions.builder().maxBatchItems(2).collectFailures();
  }

  private CompletableFuture<BulkReport> fetch(BulkOptions options, Iterator<String> words) {
    return new Engine<>(target, BulkSource.of(words), options, limiters, Runnable::run, List.of())
        .start(Runnable::run);
  }

  private CompletableFuture<BulkReport> fetch(BulkOptions options, String... words) {
    return fetch(options, List.of(words).iterator());
  }

  private static Iterator<String> words(int count) {
    return IntStream.range(0, count).mapToObj(i -> "w" + i).iterator();
  }

  private static void assertAccounted(BulkReport report) {
    assertThat(report.accepted() + report.rejected() + report.unknown() + report.unsent())
        .isEqualTo(report.read());
  }

  private static MalformedResponseException malformed() {
    return Failures.malformedResponse(
        new FailedCall("fetch", ScriptedTarget.ROUTE, 1), "too large", null);
  }

  @Test
  void fetchedItemsAreReceivedOnceAndThenAccepted() {
    CompletableFuture<BulkReport> result = fetch(options().build(), "a", "b", "c");
    target.answerAll();
    assertThat(result).isNotDone();

    runReceiver();

    assertThat(received).containsExactly("a", "b", "c");
    assertThat(result.join().isClean()).isTrue();
    assertThat(result.join().accepted()).isEqualTo(3);
    assertThat(time.pending()).isZero();
  }

  @Test
  void theFirstResponseDeterminesHowManyCallsFit() {
    target.bytesEach = 500_000;
    BulkOptions options = options().maxBytesHeld(4_000_000).concurrency(8, 8).build();
    CompletableFuture<BulkReport> result = fetch(options, words(100));
    assertThat(target.calls).hasSize(1);

    target.answerNext(null);

    // 1 MB waits, and 3 calls bring as much each.
    assertThat(target.calls).hasSize(3);
    answerAndReceiveAll();
    assertThat(result.join().accepted()).isEqualTo(100);
    assertThat(received).doesNotHaveDuplicates().hasSize(100);
  }

  @Test
  void aBusyReceiverDelaysCallsAndSource() {
    target.bytesEach = 1_000_000;
    BulkOptions options = options().maxBytesHeld(4_000_000).concurrency(8, 8).build();
    int[] read = new int[1];
    Iterator<String> endless =
        IntStream.iterate(0, i -> i + 1)
            .limit(30_000)
            .peek(i -> read[0]++)
            .mapToObj(i -> "w" + i)
            .iterator();
    List<Thread> readers = new ArrayList<>();
    CompletableFuture<BulkReport> result =
        new Engine<>(target, BulkSource.of(endless), options, limiters, Runnable::run, List.of())
            .start(
                task -> {
                  Thread reader = new Thread(task);
                  readers.add(reader);
                  reader.start();
                });
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> target.calls.size() == 1 && waits(readers.get(0)));
    target.answerNext(null);
    target.answerNext(null);

    assertThat(target.calls).isEmpty();
    // Room for 4 MB at 256 a word.
    assertThat(read[0]).isBetween(15_625, 15_630);

    result.cancel(true);
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @Test
  void timeSpentInTheReceiverIsNotAStall() {
    BulkOptions options = options().stallTimeout(Duration.ofSeconds(10)).build();
    CompletableFuture<BulkReport> result = fetch(options, "a", "b", "c");
    target.answerNext(null);
    time.pass(Duration.ofMinutes(5));
    assertThat(result).isNotDone();

    runReceiver();
    time.pass(Duration.ofSeconds(9));
    assertThat(result).isNotDone();
    time.pass(Duration.ofSeconds(1));

    assertThat(result.join().ending()).isEqualTo(BulkOutcome.STALLED);
    assertThat(result.join().accepted()).isEqualTo(2);
  }

  @Test
  void aReceiverThatThrowsEndsTheOperationAndIsNotCalledAgain() {
    IllegalStateException mine = new IllegalStateException("the disk is full");
    target.receiver =
        word -> {
          received.add(word);
          if (word.equals("w3")) {
            throw mine;
          }
        };
    CompletableFuture<BulkReport> result = fetch(options().maxBatchItems(3).build(), words(9));
    target.answerAll();
    runReceiver();

    BulkReport report = result.join();
    assertThat(received).containsExactly("w0", "w1", "w2", "w3");
    assertThat(report.ending()).isEqualTo(BulkOutcome.FAILED);
    assertThat(report.cause()).containsSame(mine);
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(report.unknown()).isEqualTo(1);
    assertThat(report.unsent()).isEqualTo(5);
    assertThat(report.failures().get(0).id()).isEqualTo("w3");
    assertAccounted(report);
  }

  @Test
  void itemsFetchedButNotReceivedAreUnsent() {
    BulkOptions options = options().concurrency(1, 1).timeout(Duration.ofSeconds(5)).build();
    CompletableFuture<BulkReport> result = fetch(options, words(9));
    target.answerNext(null);
    runReceiver();
    target.answerNext(null);

    time.pass(Duration.ofSeconds(5));

    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.DEADLINE);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.unsent()).isEqualTo(7);
    assertAccounted(report);
    runReceiver();
    assertThat(received).containsExactly("w0", "w1");
  }

  @Test
  void aReceiverThatBlocksDelaysTheEndByASecond() {
    List<BulkReport> reports = new ArrayList<>();
    BulkListener listener =
        new BulkListener() {
          @Override
          public void ended(BulkReport report) {
            reports.add(report);
          }
        };
    BulkOptions options =
        options().maxBatchItems(3).timeout(Duration.ofSeconds(5)).listener(listener).build();
    List<Integer> atTheDeadline = new ArrayList<>();
    target.receiver =
        word -> {
          received.add(word);
          if (word.equals("b")) {
            time.pass(Duration.ofSeconds(5));
            atTheDeadline.add(reports.size());
            time.pass(Duration.ofSeconds(1));
          }
        };
    CompletableFuture<BulkReport> result = fetch(options, "a", "b", "c");
    target.answerAll();
    runReceiver();

    BulkReport report = result.join();
    assertThat(atTheDeadline).containsExactly(0);
    assertThat(received).containsExactly("a", "b");
    assertThat(report.ending()).isEqualTo(BulkOutcome.DEADLINE);
    assertThat(report.failures())
        .extracting(BulkFailure::id, BulkFailure::outcome)
        .containsExactly(tuple("b", Outcome.UNKNOWN), tuple("c", Outcome.UNSENT));
    assertThat(report.accepted()).isEqualTo(1);
    assertAccounted(report);
  }

  @Test
  void aResponseThatIsTooLargeIsFetchedInHalves() {
    BulkOptions options = options().maxBatchItems(4).build();
    CompletableFuture<BulkReport> result = fetch(options, "a", "b", "c", "d");
    target.answerNext(malformed());

    answerAndReceiveAll();

    assertThat(target.batches)
        .containsExactly(List.of("a", "b", "c", "d"), List.of("a", "b"), List.of("c", "d"));
    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void aRequestRefusedAsTooLargeIsFetchedInHalves() {
    BulkOptions options = options().maxBatchItems(4).build();
    CompletableFuture<BulkReport> result = fetch(options, "a", "b", "c", "d");
    target.answerNext(ScriptedTarget.refusal(ErrorCode.OUT_OF_RANGE));

    answerAndReceiveAll();

    assertThat(target.batches)
        .containsExactly(List.of("a", "b", "c", "d"), List.of("a", "b"), List.of("c", "d"));
    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void aSingleItemThatIsTooLargeEndsTheOperation() {
    CompletableFuture<BulkReport> result = fetch(options().build(), "a");
    target.answerNext(ScriptedTarget.refusal(ErrorCode.OUT_OF_RANGE));

    assertThat(result.join().ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(result.join().rejected()).isEqualTo(1);
  }

  @Test
  void itemsOfAnUnansweredFetchAreUnsent() {
    target.atOnce = batch -> ScriptedTarget.lost(false);
    CompletableFuture<BulkReport> result = fetch(options().maxAttempts(2).build(), "a", "b");
    time.pass(Duration.ofMinutes(1));

    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.FAILED);
    assertThat(report.unsent()).isEqualTo(2);
    assertThat(report.unknown()).isZero();
  }

  @Test
  void aFetchResumesWithItemsThatWereNotReceived(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("fetch");
    BulkOptions options = options().concurrency(1, 1).checkpoint(file).build();
    CompletableFuture<BulkReport> killed = fetch(options, words(8));
    target.answerNext(null);
    runReceiver();
    target.answerNext(null);
    killed.cancel(true);
    time.pass(Duration.ofSeconds(1));
    assertThat(Files.readString(file)).contains("settled=2");
    target.calls.clear();
    tasks.clear();
    received.clear();

    CompletableFuture<BulkReport> resumed = fetch(options, words(8));
    answerAndReceiveAll();

    assertThat(resumed.join().skipped()).isEqualTo(2);
    assertThat(received).containsExactly("w2", "w3", "w4", "w5", "w6", "w7");
    assertThat(file).doesNotExist();
  }

  @Test
  void throttlingIsWaitedOut() {
    CompletableFuture<BulkReport> result = fetch(options().build(), words(10));
    target.answerNext(ScriptedTarget.throttling(Duration.ofSeconds(2)));
    time.pass(Duration.ofSeconds(2));
    target.answerNext(ScriptedTarget.refusal(ErrorCode.UNAVAILABLE));
    time.pass(Duration.ofMillis(100));
    answerAndReceiveAll();

    assertThat(result.join().isClean()).isTrue();
    assertThat(received).hasSize(10).doesNotHaveDuplicates();
  }

  /** After any sequence of events, what is accepted was received, and nothing comes twice. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everyItemIsAccountedFor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<BulkReport> reports = new ArrayList<>();
    BulkListener listener =
        new BulkListener() {
          @Override
          public void ended(BulkReport report) {
            reports.add(report);
          }
        };
    BulkOptions options =
        options()
            .maxBatchItems(random.nextInt(1, 20))
            .maxAttempts(random.nextInt(1, 4))
            .concurrency(1, random.nextInt(1, 10))
            .maxBytesHeld(4_000_000)
            .stallTimeout(Duration.ofSeconds(20))
            .timeout(Duration.ofSeconds(random.nextInt(1, 100)))
            .listener(listener)
            .build();
    target.bytesEach = random.nextInt(1_000_000);
    int breaksAt = random.nextInt(600);
    target.receiver =
        word -> {
          received.add(word);
          if (received.size() == breaksAt) {
            throw new IllegalStateException("mine");
          }
        };
    CompletableFuture<BulkReport> result = fetch(options, words(300));
    int cancelAt = random.nextInt(2_000);
    for (int step = 0; step < 1_000 && reports.isEmpty(); step++) {
      if (step == cancelAt) {
        result.cancel(true);
      }
      time.pass(Duration.ofMillis(random.nextInt(300)));
      if (random.nextBoolean() && !tasks.isEmpty()) {
        tasks.remove().run();
      }
      if (!target.calls.isEmpty()) {
        target.answerNext(
            switch (random.nextInt(12)) {
              case 0 -> ScriptedTarget.throttling(Duration.ofMillis(random.nextInt(500)));
              case 1 -> ScriptedTarget.lost(true);
              case 2 -> ScriptedTarget.lost(false);
              case 3 -> malformed();
              default -> null;
            });
      }
    }
    while (reports.isEmpty()) {
      time.pass(Duration.ofSeconds(1));
      runReceiver();
      target.answerAll();
    }
    runReceiver();
    BulkReport report = reports.get(0);
    assertAccounted(report);
    assertThat(received).as("seed " + seed).doesNotHaveDuplicates();
    assertThat(report.accepted() + report.unknown())
        .as("seed " + seed + ", " + report)
        .isEqualTo(received.size());
    assertThat(report.unknown()).as("seed " + seed).isLessThanOrEqualTo(1);
    assertThat(report.failures())
        .as("seed " + seed)
        .allMatch(
            failure -> (failure.outcome() == Outcome.UNKNOWN) == received.contains(failure.id()));
    assertThat(time.pending()).as("seed " + seed).isZero();
  }
}
