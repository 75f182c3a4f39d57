package io.pinelink.internal.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.ErrorCode;
import io.pinelink.ingest.IngestEnding;
import io.pinelink.ingest.IngestException;
import io.pinelink.ingest.IngestFailure;
import io.pinelink.ingest.IngestFailure.Outcome;
import io.pinelink.ingest.IngestListener;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.ingest.IngestProgress;
import io.pinelink.ingest.IngestReport;
import io.pinelink.ingest.IngestSource;
import io.pinelink.model.ConsistencyToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
  private final FakeTime time = new FakeTime();
  private final Lanes lanes = new Lanes(time, time::now, () -> 1);
  private final ScriptedTarget target = new ScriptedTarget();
  private final List<IngestFailure> failures = new ArrayList<>();
  private final List<IngestProgress> progress = new ArrayList<>();
  private final List<IngestReport> reports = new ArrayList<>();
  private final IngestListener listener =
      new IngestListener() {
        @Override
        public void progress(IngestProgress now) {
          progress.add(now);
        }

        @Override
        public void failed(IngestFailure failure) {
          failures.add(failure);
        }

        @Override
        public void ended(IngestReport report) {
          reports.add(report);
        }
      };

  private IngestOptions.Builder options() {
    return IngestOptions.builder().maxBatchItems(2).collectFailures().listener(listener);
  }

  private CompletableFuture<IngestReport> ingest(IngestOptions options, Iterator<String> words) {
    return ingest(options, source(words));
  }

  private CompletableFuture<IngestReport> ingest(
      IngestOptions options, IngestSource<String> source) {
    return new Engine<>(target, source, options, lanes, Runnable::run).start(Runnable::run);
  }

  private CompletableFuture<IngestReport> ingest(IngestOptions options, String... words) {
    return ingest(options, List.of(words).iterator());
  }

  private static IngestSource<String> source(Iterator<String> words) {
    return Sources.of(words);
  }

  private static List<String> words(int count) {
    return IntStream.range(0, count).mapToObj(i -> "w" + i).toList();
  }

  private static void assertAccounted(IngestReport report) {
    assertThat(report.accepted() + report.rejected() + report.unknown() + report.unsent())
        .isEqualTo(report.read());
  }

  private static List<String> ids(List<IngestFailure> failures, Outcome outcome) {
    return failures.stream()
        .filter(failure -> failure.outcome() == outcome)
        .map(IngestFailure::id)
        .toList();
  }

  @Test
  void writesAllInBatchesByCount() {
    CompletableFuture<IngestReport> result = ingest(options().build(), "a", "b", "c", "d", "e");
    target.answerAll();
    IngestReport report = result.join();
    assertThat(target.batches).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    assertThat(report.ending()).isEqualTo(IngestEnding.COMPLETE);
    assertThat(report.isClean()).isTrue();
    assertThat(report.accepted()).isEqualTo(5);
    assertThat(reports).containsExactly(report);
  }

  @Test
  void batchesByBytesToTheLastOne() {
    String half = "x".repeat(495);
    IngestOptions options = options().maxBatchItems(100).maxBatchBytes(1_000).build();
    CompletableFuture<IngestReport> result = ingest(options, half, half, half, "y", "z");
    target.answerAll();
    // 10 + 495 + 495 is 1,000.
    assertThat(target.batches).containsExactly(List.of(half, half), List.of(half, "y", "z"));
    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void whatIsTooLargeAloneIsReportedAndNotSent() {
    String huge = "h".repeat(991);
    IngestOptions options = options().maxBatchBytes(1_000).build();
    CompletableFuture<IngestReport> result = ingest(options, "a", huge, "b", "illegal");
    target.answerAll();
    IngestReport report = result.join();
    assertThat(target.batches).containsExactly(List.of("a", "b"));
    assertThat(report.rejected()).isEqualTo(2);
    assertThat(report.failures().get(0).position()).isEqualTo(1);
    assertThat(report.failures().get(0).reason()).hasMessageContaining("takes 1001 bytes");
    assertThat(report.failures().get(1).position()).isEqualTo(3);
    assertAccounted(report);
  }

  @Test
  void anEmptySourceIsComplete() {
    assertThat(ingest(options().awaitVisible(Duration.ofSeconds(1)).build()).join().isClean())
        .isTrue();
    assertThat(target.batches).isEmpty();
  }

  @Test
  void splitsARefusedBatchUntilTheCulpritsAreKnown() {
    List<String> all = new ArrayList<>(words(20));
    all.set(3, "bad3");
    all.set(11, "bad11");
    IngestOptions options = options().maxBatchItems(10).build();
    CompletableFuture<IngestReport> result = ingest(options, all.iterator());
    target.answerAll();
    IngestReport report = result.join();
    assertThat(ids(report.failures(), Outcome.REJECTED)).containsExactlyInAnyOrder("bad3", "bad11");
    assertThat(report.failures())
        .allMatch(failure -> failure.id().equals("bad" + failure.position()));
    assertThat(target.stored).hasSize(18);
    assertThat(report.accepted()).isEqualTo(18);
    assertAccounted(report);
  }

  @Test
  void aFailureCannotBeOverlooked() {
    IngestOptions options = IngestOptions.builder().build();
    CompletableFuture<IngestReport> result = ingest(options, "a", "bad");
    target.answerAll();
    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(IngestException.class)
        .hasStackTraceContaining("accepted 1, rejected 1")
        .hasStackTraceContaining("REJECTED 'bad' at position 1");
  }

  @Test
  void endsWhereNearlyAllIsRefused() {
    Iterator<String> bad = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "bad" + i).iterator();
    target.atOnce = batch -> null;
    IngestReport report = ingest(options().build(), bad).join();
    assertThat(report.ending()).isEqualTo(IngestEnding.REFUSED);
    assertThat(report.rejected()).isEqualTo(1_000);
    assertAccounted(report);
  }

  @Test
  void endsWhereOnlyWhatCannotBeSentComes() {
    Iterator<String> illegal =
        IntStream.iterate(0, i -> i + 1).mapToObj(i -> "illegal" + i).iterator();
    IngestReport report = ingest(options().build(), illegal).join();
    assertThat(report.ending()).isEqualTo(IngestEnding.REFUSED);
    assertThat(report.rejected()).isEqualTo(1_000);
    assertAccounted(report);
  }

  /** They are looked at long before the first answer comes. */
  @Test
  void goesOnWhereGoodOnesAreBetweenThoseThatCannotBeSent() {
    Iterator<String> mixed =
        IntStream.range(0, 6_000).mapToObj(i -> (i % 2 == 0 ? "illegal" : "w") + i).iterator();
    IngestOptions options = options().maxBatchItems(1_000).concurrency(1, 1).build();
    CompletableFuture<IngestReport> result = ingest(options, mixed);
    assertThat(target.stored).isEmpty();
    target.answerAll();
    IngestReport report = result.join();
    assertThat(report.ending()).isEqualTo(IngestEnding.COMPLETE);
    assertThat(report.rejected()).isEqualTo(3_000);
    assertThat(target.stored).hasSize(3_000);
    assertAccounted(report);
  }

  @Test
  void throttlingIsWaitedOutByAllIngestsToTheNamespace() {
    CompletableFuture<IngestReport> one = ingest(options().build(), "a", "b");
    target.answerNext(ScriptedTarget.throttling(Duration.ofSeconds(3)));
    CompletableFuture<IngestReport> two = ingest(options().build(), "c", "d");
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
  void concurrencyGrowsFromFourToTheCeiling() {
    IngestOptions options = options().concurrency(1, 6).build();
    CompletableFuture<IngestReport> result = ingest(options, words(200).iterator());
    assertThat(target.calls).hasSize(4);
    while (!result.isDone()) {
      time.pass(Duration.ofMillis(10));
      List<ScriptedTarget.Call> round = new ArrayList<>(target.calls);
      target.calls.clear();
      round.forEach(call -> target.answer(call, null));
    }
    assertThat(result.join().isClean()).isTrue();
    assertThat(target.mostUnderWay).isEqualTo(6);
  }

  @Test
  void ingestsTakeTurns() {
    IngestOptions options = options().concurrency(1, 1).build();
    CompletableFuture<IngestReport> one =
        ingest(options, Stream.of("a1", "a2", "a3", "a4", "a5", "a6").iterator());
    CompletableFuture<IngestReport> two =
        ingest(options, Stream.of("b1", "b2", "b3", "b4").iterator());
    target.answerAll();
    assertThat(one.join().isClean()).isTrue();
    assertThat(two.join().isClean()).isTrue();
    assertThat(target.batches.stream().map(batch -> batch.get(0).charAt(0)))
        .containsExactly('a', 'b', 'a', 'b', 'a');
  }

  @Test
  void aCallThatFailsInAWayThatMayPassIsMadeAgain() {
    CompletableFuture<IngestReport> result = ingest(options().build(), "a", "b");
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
  void aFifthOfTheCallsFailing() {
    AtomicInteger call = new AtomicInteger();
    target.atOnce =
        batch ->
            call.incrementAndGet() % 5 == 0 ? ScriptedTarget.refusal(ErrorCode.UNAVAILABLE) : null;
    CompletableFuture<IngestReport> result = ingest(options().build(), words(1_000).iterator());
    time.pass(Duration.ofMinutes(1));
    assertThat(result.join().isClean()).isTrue();
    assertThat(target.stored).hasSize(1_000);
  }

  @Test
  void oneBatchThatNeverGetsThroughIsGivenUpAndTheRestGoesIn() {
    target.atOnce = batch -> batch.contains("w2") ? ScriptedTarget.lost(false) : null;
    CompletableFuture<IngestReport> result =
        ingest(options().maxAttempts(3).build(), words(10).iterator());
    time.pass(Duration.ofMinutes(1));
    IngestReport report = result.join();
    assertThat(report.ending()).isEqualTo(IngestEnding.COMPLETE);
    assertThat(report.accepted()).isEqualTo(8);
    assertThat(ids(report.failures(), Outcome.UNKNOWN)).containsExactly("w2", "w3");
    assertAccounted(report);
  }

  @Test
  void anOutageEndsIt() {
    target.atOnce = batch -> ScriptedTarget.lost(true);
    CompletableFuture<IngestReport> result =
        ingest(options().maxAttempts(3).build(), words(100).iterator());
    time.pass(Duration.ofMinutes(1));
    IngestReport report = result.join();
    assertThat(report.ending()).isEqualTo(IngestEnding.FAILED);
    assertThat(report.unsent()).isEqualTo(100);
    assertAccounted(report);
  }

  @Test
  void aRefusalThatWillNotPassEndsItAtOnce() {
    CompletableFuture<IngestReport> result =
        ingest(options().concurrency(1, 1).build(), words(9).iterator());
    target.answerNext(ScriptedTarget.refusal(ErrorCode.UNAUTHENTICATED));
    IngestReport report = result.join();
    assertThat(report.ending()).isEqualTo(IngestEnding.REFUSED);
    assertThat(target.batches).hasSize(1);
    assertThat(report.rejected()).isEqualTo(2);
    assertThat(report.unsent()).isEqualTo(7);
    assertAccounted(report);
  }

  @Test
  void theDeadlineTellsWhatIsInFlightFromWhatWasNotSent() {
    IngestOptions options = options().concurrency(1, 2).timeout(Duration.ofSeconds(5)).build();
    CompletableFuture<IngestReport> result = ingest(options, words(9).iterator());
    target.answerNext(null);
    List<CompletableFuture<?>> inFlight =
        new ArrayList<>(target.calls.stream().map(ScriptedTarget.Call::answer).toList());
    time.pass(Duration.ofSeconds(5));
    IngestReport report = result.join();
    assertThat(report.ending()).isEqualTo(IngestEnding.DEADLINE);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.unknown()).isEqualTo(4);
    assertThat(report.unsent()).isEqualTo(3);
    assertThat(inFlight).hasSize(2).allMatch(CompletableFuture::isCancelled);
    assertAccounted(report);
  }

  @Test
  void aStallEndsItAndThrottlingIsOne() {
    IngestOptions options = options().stallTimeout(Duration.ofSeconds(30)).build();
    target.atOnce = batch -> ScriptedTarget.throttling(Duration.ofSeconds(1));
    CompletableFuture<IngestReport> result = ingest(options, "a", "b", "c");
    time.pass(Duration.ofSeconds(29));
    assertThat(result).isNotDone();
    time.pass(Duration.ofSeconds(1));
    IngestReport report = result.join();
    assertThat(report.ending()).isEqualTo(IngestEnding.STALLED);
    assertThat(report.cause()).hasCauseInstanceOf(io.pinelink.error.RateLimitedException.class);
    assertThat(report.unsent()).isEqualTo(3);
    assertAccounted(report);
  }

  @Test
  void cancellingEndsTheCallsAndTheListenerHearsTheReport() {
    CompletableFuture<IngestReport> result = ingest(options().build(), "a", "b", "c");
    CompletableFuture<?> call = target.calls.peek().answer();
    result.cancel(true);
    assertThat(call).isCancelled();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).ending()).isEqualTo(IngestEnding.CANCELLED);
    assertThat(reports.get(0).read()).isEqualTo(3);
    assertAccounted(reports.get(0));
    assertThat(time.pending()).isZero();
  }

  @Test
  void whatASourceGaveBeforeItFailedIsWritten() {
    Iterator<String> broken =
        Stream.concat(
                words(5).stream(),
                Stream.<String>generate(
                    () -> {
                      throw new IllegalStateException("the file ends");
                    }))
            .iterator();
    CompletableFuture<IngestReport> result = ingest(options().build(), broken);
    target.answerAll();
    IngestReport report = result.join();
    assertThat(report.ending()).isEqualTo(IngestEnding.SOURCE_FAILED);
    assertThat(report.cause()).hasMessage("the file ends");
    assertThat(report.accepted()).isEqualTo(5);
    assertAccounted(report);
  }

  @Test
  void aClosedClientEndsIt() {
    target.atOnce =
        batch -> {
          throw new IllegalStateException("the client is closed");
        };
    IngestReport report = ingest(options().build(), "a", "b", "c").join();
    assertThat(report.ending()).isEqualTo(IngestEnding.FAILED);
    // The source is not read further.
    assertThat(report.read()).isEqualTo(2);
    assertThat(report.unsent()).isEqualTo(2);
    assertAccounted(report);
  }

  @Test
  void awaitsTheLastWrite() {
    IngestOptions options = options().awaitVisible(Duration.ofSeconds(9)).build();
    target.visible = new CompletableFuture<>();
    CompletableFuture<IngestReport> result = ingest(options, "a", "b", "c");
    target.answerAll();
    assertThat(result).isNotDone();
    assertThat(target.awaited).containsExactly(new ConsistencyToken("", 2));
    target.visible.completeExceptionally(new IllegalStateException("late"));
    assertThat(result.join().ending()).isEqualTo(IngestEnding.NOT_VISIBLE);
    assertThat(result.join().accepted()).isEqualTo(3);
  }

  @Test
  void theDeadlineAlsoEndsTheWaitForTheLastWrite() {
    IngestOptions options =
        options().awaitVisible(Duration.ofSeconds(9)).timeout(Duration.ofSeconds(1)).build();
    target.visible = new CompletableFuture<>();
    CompletableFuture<IngestReport> result = ingest(options, "a");
    target.answerAll();
    time.pass(Duration.ofSeconds(1));
    assertThat(result.join().ending()).isEqualTo(IngestEnding.DEADLINE);
    assertThat(target.visible).isCancelled();
  }

  @Test
  void tellsHowItGoes() {
    IngestOptions options = options().concurrency(1, 1).expect(8).build();
    CompletableFuture<IngestReport> result = ingest(options, words(8).iterator());
    target.answerNext(null);
    time.pass(Duration.ofSeconds(1));
    IngestProgress now = progress.get(0);
    assertThat(now.read()).isEqualTo(8);
    assertThat(now.accepted()).isEqualTo(2);
    assertThat(now.acceptedPerSecond()).isEqualTo(2);
    assertThat(now.callsInFlight()).isEqualTo(1);
    assertThat(now.limit()).isEqualTo(1);
    assertThat(now.bytesHeld()).isEqualTo(6 * 256);
    assertThat(now.remaining()).contains(Duration.ofSeconds(3));
    target.answerAll();
    assertThat(result.join().isClean()).isTrue();
    assertThat(time.pending()).isZero();
  }

  @Test
  void aListenerThatThrowsChangesNothing() {
    IngestListener throwing =
        new IngestListener() {
          @Override
          public void progress(IngestProgress now) {
            throw new AssertionError("mine");
          }

          @Override
          public void failed(IngestFailure failure) {
            throw new AssertionError("mine");
          }

          @Override
          public void ended(IngestReport report) {
            throw new IllegalStateException("mine");
          }
        };
    CompletableFuture<IngestReport> result =
        ingest(options().listener(throwing).build(), "a", "bad");
    target.answerAll();
    assertThat(result.join().accepted()).isEqualTo(1);
  }

  @Test
  void aTimeThatNeverComesIsNoTrouble() {
    Duration never = Duration.ofMillis(Long.MAX_VALUE);
    IngestOptions options =
        options().stallTimeout(never).linger(never).timeout(never).progressInterval(never).build();
    CompletableFuture<IngestReport> result = ingest(options, "a", "b", "c");
    target.answerAll();
    assertThat(result.join().accepted()).isEqualTo(3);
    assertThat(time.pending()).isZero();
  }

  @Test
  void anErrorInACallEndsItAndLeavesTheWayToOthers() {
    IngestOptions options = options().concurrency(1, 1).build();
    target.atOnce =
        batch -> {
          throw new OutOfMemoryError("mine");
        };
    IngestReport report = ingest(options, "a", "b", "c").join();
    assertThat(report.ending()).isEqualTo(IngestEnding.FAILED);
    assertThat(report.cause()).isInstanceOf(OutOfMemoryError.class);
    assertAccounted(report);

    target.atOnce = batch -> null;
    assertThat(ingest(options, "d").join().isClean()).isTrue();
  }

  @Test
  void whatMayNotBeDoneTwiceIsNotSentAgain() {
    target.repeatable = false;
    CompletableFuture<IngestReport> result = ingest(options().build(), "a", "b", "c", "d");
    target.answerNext(ScriptedTarget.lost(false));
    target.answerNext(ScriptedTarget.lost(true));
    time.pass(Duration.ofMillis(100));
    target.answerAll();

    IngestReport report = result.join();
    assertThat(report.ending()).isEqualTo(IngestEnding.COMPLETE);
    assertThat(ids(report.failures(), Outcome.UNKNOWN)).containsExactly("a", "b");
    assertThat(target.batches)
        .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("c", "d"));
  }

  @Test
  void aBugWhileItEndsIsToldAndLeavesTheWayToOthers() {
    IllegalStateException bug = new IllegalStateException("cannot be cancelled");
    target.refusesToBeCancelled = bug;
    IngestOptions options = options().concurrency(1, 2).timeout(Duration.ofSeconds(1)).build();
    CompletableFuture<IngestReport> result = ingest(options, words(9).iterator());

    time.pass(Duration.ofSeconds(1));

    assertThat(result).isCompletedExceptionally();
    assertThatThrownBy(result::join).hasCause(bug);
    assertThat(time.pending()).isZero();

    target.atOnce = batch -> null;
    assertThat(ingest(options().concurrency(1, 1).build(), "d").join().isClean()).isTrue();
  }

  @Test
  void whoCannotStartAThreadForTheSourceIsTold() {
    CompletableFuture<IngestReport> result =
        new Engine<>(target, source(words(3).iterator()), options().build(), lanes, Runnable::run)
            .start(
                task -> {
                  throw new OutOfMemoryError("unable to create native thread");
                });
    assertThat(result.join().ending()).isEqualTo(IngestEnding.SOURCE_FAILED);
    assertThat(time.pending()).isZero();
  }

  @Test
  void whatTheServiceMayHaveWrittenIsNotCalledRejected() {
    CompletableFuture<IngestReport> result = ingest(options().build(), "a", "b");
    target.answerNext(ScriptedTarget.forbidding(ErrorCode.UNAVAILABLE));
    IngestReport report = result.join();
    assertThat(report.unknown()).isEqualTo(2);
    assertThat(report.rejected()).isZero();
    assertAccounted(report);
  }

  @Test
  void aSourceThatWasCancelledHasFailed() {
    Iterator<String> cancelled =
        Stream.concat(
                words(5).stream(),
                Stream.<String>generate(
                    () -> {
                      throw new CancellationException("the file was closed");
                    }))
            .iterator();
    CompletableFuture<IngestReport> result = ingest(options().build(), cancelled);
    target.answerAll();
    assertThat(result.join().ending()).isEqualTo(IngestEnding.SOURCE_FAILED);
    assertThat(result.join().accepted()).isEqualTo(5);
  }

  @Test
  void aCompleteIngestLeavesNoCheckpointBehind(@TempDir Path folder) {
    Path file = folder.resolve("load.checkpoint");
    IngestOptions options = options().maxBatchItems(1).concurrency(1, 1).checkpoint(file).build();
    CompletableFuture<IngestReport> result = ingest(options, "a", "bad1");
    target.answerNext(null);
    time.pass(Duration.ofSeconds(2));
    target.answerNext(null);
    assertThat(result.join().ending()).isEqualTo(IngestEnding.COMPLETE);
    assertThat(file).doesNotExist();
  }

  @Test
  void anInterruptDoesNotSpoilTheCheckpoint(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("load.checkpoint");
    CompletableFuture<IngestReport> result =
        ingest(options().concurrency(1, 1).checkpoint(file).build(), words(10).iterator());
    target.answerNext(null);
    Thread.currentThread().interrupt();
    result.cancel(true);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readString(file)).contains("settled=2");
  }

  @Test
  void aSlowSourceDoesNotKeepABatchWaiting() {
    SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
    CompletableFuture<IngestReport> result = ingest(options().build(), Sources.of(publisher));
    publisher.submit("a");
    assertThat(target.calls).isEmpty();
    time.pass(Duration.ofSeconds(1));
    assertThat(target.batches).containsExactly(List.of("a"));
    publisher.close();
    target.answerAll();
    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void aPublisherIsAskedForNoMoreThanThereIsRoomFor() {
    CountingPublisher publisher = new CountingPublisher(1_000, "x".repeat(1_000_000));
    CompletableFuture<IngestReport> result =
        ingest(options().maxBytesHeld(4_000_000).build(), Sources.of(publisher));
    assertThat(publisher.given()).isBetween(4, 5);
    target.answerNext(null);
    assertThat(publisher.given()).isBetween(5, 6);
    target.answerAll();
    assertThat(result.join().accepted()).isEqualTo(1_000);
  }

  @Test
  void aPublisherIsCancelledWhenTheIngestEnds() {
    CountingPublisher publisher = new CountingPublisher(1_000, "x".repeat(1_000_000));
    CompletableFuture<IngestReport> result =
        ingest(
            options().maxBytesHeld(4_000_000).timeout(Duration.ofSeconds(1)).build(),
            Sources.of(publisher));
    long given = publisher.given();
    time.pass(Duration.ofSeconds(1));
    assertThat(publisher.isCancelled()).isTrue();
    assertThat(publisher.given()).isEqualTo(given);
    assertThat(result.join().ending()).isEqualTo(IngestEnding.DEADLINE);
    assertAccounted(result.join());
  }

  @Test
  void aSubscriptionThatBreaksItsPromisesHoldsNothingUp() {
    IllegalStateException broken = new IllegalStateException("broken");
    Flow.Publisher<String> publisher =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long count) {
                    throw broken;
                  }

                  @Override
                  public void cancel() {
                    throw new IllegalStateException("cancel");
                  }
                });

    IngestReport report = ingest(options().build(), Sources.of(publisher)).join();

    assertThat(report.ending()).isEqualTo(IngestEnding.SOURCE_FAILED);
    assertThat(report.cause()).isSameAs(broken);
  }

  @Test
  void goesOnWhereAnEarlierRunWas(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("load.checkpoint");
    IngestOptions options = options().concurrency(1, 1).checkpoint(file).build();
    List<String> all = new ArrayList<>(words(10));
    all.set(1, "bad1");
    CompletableFuture<IngestReport> killed = ingest(options, all.iterator());
    for (int i = 0; i < 4; i++) {
      target.answerNext(null); // w0+bad1, w0, bad1, w2+w3
    }
    killed.cancel(true);
    assertThat(Files.readString(file)).contains("settled=4").contains("again=1");
    assertThat(target.stored).containsExactly("w0", "w2", "w3");
    target.calls.clear();
    target.batches.clear();

    all.set(1, "mended1");
    CompletableFuture<IngestReport> resumed = ingest(options, all.iterator());
    target.answerAll();
    IngestReport report = resumed.join();
    assertThat(report.isClean()).isTrue();
    assertThat(report.skipped()).isEqualTo(3);
    assertThat(report.read()).isEqualTo(7);
    assertThat(target.batches.get(0)).containsExactly("mended1", "w4");
    assertThat(target.stored).hasSize(10);
    assertThat(file).doesNotExist();
  }

  @Test
  void aCheckpointIsWrittenWhileItRuns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("load.checkpoint");
    CompletableFuture<IngestReport> result =
        ingest(options().concurrency(1, 1).checkpoint(file).build(), words(10).iterator());
    target.answerNext(null);
    assertThat(Files.readString(file)).contains("settled=0");
    time.pass(Duration.ofSeconds(1));
    target.answerNext(null);
    assertThat(Files.readString(file)).contains("settled=4");
    target.answerAll();
    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void aCheckpointOfAnotherIngestIsRefusedBeforeAnythingIsSent(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("load.checkpoint");
    IngestOptions options = options().checkpoint(file).build();
    Files.writeString(file, "version=1\ntarget=elsewhere\nsettled=4\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ingest(options, "a"))
        .withMessageContaining("elsewhere");
    Files.writeString(file, "version=1\ntarget=words into host\nsettled=many\n");
    assertThatIllegalArgumentException().isThrownBy(() -> ingest(options, "a"));
    Files.writeString(file, "{}");
    assertThatIllegalArgumentException().isThrownBy(() -> ingest(options, "a"));
    IngestOptions nowhere = options().checkpoint(folder.resolve("no/such/file")).build();
    assertThatThrownBy(() -> ingest(nowhere, "a")).isInstanceOf(java.io.UncheckedIOException.class);
    assertThat(target.batches).isEmpty();
  }

  /** Whatever happens, at any time: every word is in one count, and what is accepted is stored. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everythingIsAccountedFor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int kind = random.nextInt(30);
      all.add((kind == 0 ? "bad" : kind == 1 ? "illegal" : "w") + i);
    }
    IngestOptions options =
        options()
            .maxBatchItems(random.nextInt(1, 20))
            .maxAttempts(random.nextInt(1, 4))
            .concurrency(1, random.nextInt(1, 10))
            .stallTimeout(Duration.ofSeconds(20))
            .timeout(Duration.ofSeconds(random.nextInt(1, 100)))
            .build();
    CompletableFuture<IngestReport> result = ingest(options, all.iterator());
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
    IngestReport report = reports.get(0);
    assertThat(report.accepted() + report.rejected() + report.unknown() + report.unsent())
        .as("seed " + seed + ", " + report)
        .isEqualTo(report.read());
    assertThat(report.accepted()).as("seed " + seed).isLessThanOrEqualTo(target.stored.size());
    for (IngestFailure failure : failures) {
      if (failure.outcome() != Outcome.UNKNOWN) {
        assertThat(target.stored).as("seed " + seed).doesNotContain(failure.id());
      }
    }
    assertThat(failures).as("seed " + seed).hasSize((int) (report.read() - report.accepted()));
    if (report.ending() == IngestEnding.COMPLETE) {
      assertThat(report.read()).as("seed " + seed).isEqualTo(300);
    }
    assertThat(time.pending()).as("seed " + seed).isZero();
  }
}
