package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.model.ConsistencyToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a bulk operation: its outcome, its reports, and what it leaves for the next one. */
class EngineConclusionTest extends EngineScene {
  @Test
  void theDeadlineSeparatesUnknownFromUnsentItems() {
    BulkOptions options = options().concurrency(1, 2).timeout(Duration.ofSeconds(5)).build();
    CompletableFuture<BulkReport> result = load(options, words(9).iterator());
    target.answerNext(null);
    List<CompletableFuture<?>> inFlight =
        new ArrayList<>(target.calls.stream().map(ScriptedTarget.Call::answer).toList());
    time.pass(Duration.ofSeconds(5));
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.DEADLINE);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.unknown()).isEqualTo(4);
    assertThat(report.unsent()).isEqualTo(3);
    assertThat(inFlight).hasSize(2).allMatch(CompletableFuture::isCancelled);
    assertAccounted(report);
  }

  @Test
  void aStallEndsTheOperationAndThrottlingCountsAsOne() {
    BulkOptions options = options().stallTimeout(Duration.ofSeconds(30)).build();
    target.atOnce = batch -> ScriptedTarget.throttling(Duration.ofSeconds(1));
    CompletableFuture<BulkReport> result = load(options, "a", "b", "c");
    time.pass(Duration.ofSeconds(29));
    assertThat(result).isNotDone();
    time.pass(Duration.ofSeconds(1));
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.STALLED);
    assertThat(report.cause().orElseThrow())
        .hasCauseInstanceOf(io.pinelink.error.RateLimitedException.class);
    assertThat(report.unsent()).isEqualTo(3);
    assertAccounted(report);
  }

  @Test
  void aUsedUpQuotaEndsTheOperationAfterOneCallAndALaterRunResumes(@TempDir Path folder) {
    Path file = folder.resolve("load.checkpoint");
    BulkOptions options = options().concurrency(1, 1).checkpoint(file).build();
    CompletableFuture<BulkReport> result = load(options, words(9).iterator());
    target.answerNext(null);
    target.answerNext(ScriptedTarget.refusal(ErrorCode.QUOTA_EXHAUSTED));

    BulkReport report = result.join();
    assertThat(target.batches).hasSize(2);
    assertThat(report.ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(report.cause().orElseThrow()).isInstanceOf(QuotaExhaustedException.class);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.unsent()).isEqualTo(7);
    assertAccounted(report);
    assertThat(time.pending()).isZero();

    CompletableFuture<BulkReport> resumed = load(options, words(9).iterator());
    target.answerAll();
    assertThat(resumed.join().isClean()).isTrue();
    assertThat(resumed.join().skipped()).isEqualTo(2);
    assertThat(target.stored).hasSize(9);
  }

  @Test
  void afterARefusalTheResponsesSettleTheCallsInFlight() {
    BulkOptions options = options().concurrency(4, 4).build();
    CompletableFuture<BulkReport> result = load(options, words(20).iterator());
    assertThat(target.calls).hasSize(4);
    target.answerNext(ScriptedTarget.refusal(ErrorCode.FAILED_PRECONDITION));
    assertThat(result).isNotDone();
    target.answerNext(null);
    target.answerNext(ScriptedTarget.refusal(ErrorCode.FAILED_PRECONDITION));
    target.answerNext(ScriptedTarget.throttling(Duration.ofHours(1)));

    BulkReport report = result.join();
    assertThat(target.batches).hasSize(4);
    assertThat(report.ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.rejected()).isEqualTo(4);
    assertThat(report.unknown()).isZero();
    assertThat(report.unsent()).isEqualTo(14);
    assertAccounted(report);
    assertThat(time.pending()).isZero();
  }

  @Test
  void callsInFlightWithoutResponseAfterARefusalAreCancelled() {
    BulkOptions options = options().concurrency(2, 2).build();
    CompletableFuture<BulkReport> result = load(options, words(9).iterator());
    target.answerNext(ScriptedTarget.refusal(ErrorCode.PERMISSION_DENIED));
    CompletableFuture<?> silent = target.calls.peek().answer();
    time.pass(Duration.ofSeconds(9));
    assertThat(result).isNotDone();
    time.pass(Duration.ofSeconds(1));

    assertThat(silent).isCancelled();
    assertThat(result.join().ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(result.join().rejected()).isEqualTo(2);
    assertThat(result.join().unknown()).isEqualTo(2);
    assertAccounted(result.join());
  }

  @Test
  void theDeadlineEndsTheWaitForResponsesAfterARefusal() {
    BulkOptions options = options().concurrency(2, 2).timeout(Duration.ofSeconds(3)).build();
    CompletableFuture<BulkReport> result = load(options, words(9).iterator());
    target.answerNext(ScriptedTarget.refusal(ErrorCode.PERMISSION_DENIED));
    time.pass(Duration.ofSeconds(3));

    assertThat(result.join().ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(result.join().unknown()).isEqualTo(2);
    assertThat(time.pending()).isZero();
  }

  @Test
  void cancellingEndsTheCallsAndTheListenerReceivesTheReport() {
    CompletableFuture<BulkReport> result = load(options().build(), "a", "b", "c");
    CompletableFuture<?> call = target.calls.peek().answer();
    result.cancel(true);
    assertThat(call).isCancelled();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).ending()).isEqualTo(BulkOutcome.CANCELLED);
    assertThat(reports.get(0).read()).isEqualTo(3);
    assertAccounted(reports.get(0));
    assertThat(time.pending()).isZero();
  }

  @Test
  void closingTheClientEndsTheOperation() {
    target.atOnce =
        batch -> {
          throw new IllegalStateException("the client is closed");
        };
    BulkReport report = load(options().build(), "a", "b", "c").join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.FAILED);
    // The source is not read further.
    assertThat(report.read()).isEqualTo(2);
    assertThat(report.unsent()).isEqualTo(2);
    assertAccounted(report);
  }

  @Test
  void visibilityOfTheLastWriteIsAwaited() {
    BulkOptions options = options().awaitVisible(Duration.ofSeconds(9)).build();
    target.visible = new CompletableFuture<>();
    CompletableFuture<BulkReport> result = load(options, "a", "b", "c");
    target.answerAll();
    assertThat(result).isNotDone();
    assertThat(target.awaited).containsExactly(new ConsistencyToken("", 2));
    target.visible.completeExceptionally(new IllegalStateException("late"));
    assertThat(result.join().ending()).isEqualTo(BulkOutcome.NOT_VISIBLE);
    assertThat(result.join().accepted()).isEqualTo(3);
  }

  @Test
  void theDeadlineAlsoEndsTheWaitForVisibility() {
    BulkOptions options =
        options().awaitVisible(Duration.ofSeconds(9)).timeout(Duration.ofSeconds(1)).build();
    target.visible = new CompletableFuture<>();
    CompletableFuture<BulkReport> result = load(options, "a");
    target.answerAll();
    time.pass(Duration.ofSeconds(1));
    assertThat(result.join().ending()).isEqualTo(BulkOutcome.DEADLINE);
    assertThat(target.visible).isCancelled();
  }

  @Test
  void progressIsReported() {
    BulkOptions options = options().concurrency(1, 1).expect(8).build();
    CompletableFuture<BulkReport> result = load(options, words(8).iterator());
    target.answerNext(null);
    time.pass(Duration.ofSeconds(1));
    BulkProgress now = progress.get(0);
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
  void theIdOfEachAcceptedItemIsReportedBeforeTheEnd() {
    CompletableFuture<BulkReport> result = load(options().build(), "a", "b", "bad", "c");
    target.answerNext(null);
    assertThat(accepted).containsExactly("a", "b");
    assertThat(reports).isEmpty();
    target.answerAll();
    assertThat(result.join().accepted()).isEqualTo(3);
    assertThat(accepted).containsExactly("a", "b", "c");
    assertThat(failures).extracting(BulkFailure::id).containsExactly("bad");
  }

  @Test
  void aListenerThatThrowsChangesNothing() {
    BulkListener throwing =
        new BulkListener() {
          @Override
          public void progress(BulkProgress now) {
            throw new AssertionError("mine");
          }

          @Override
          public void accepted(String id) {
            throw new AssertionError("mine");
          }

          @Override
          public void failed(BulkFailure failure) {
            throw new AssertionError("mine");
          }

          @Override
          public void ended(BulkReport report) {
            throw new IllegalStateException("mine");
          }
        };
    CompletableFuture<BulkReport> result = load(options().listener(throwing).build(), "a", "bad");
    target.answerAll();
    assertThat(result.join().accepted()).isEqualTo(1);
  }

  @Test
  void veryLongDurationsAreAccepted() {
    Duration never = Duration.ofMillis(Long.MAX_VALUE);
    BulkOptions options =
        options().stallTimeout(never).linger(never).timeout(never).progressInterval(never).build();
    CompletableFuture<BulkReport> result = load(options, "a", "b", "c");
    target.answerAll();
    assertThat(result.join().accepted()).isEqualTo(3);
    assertThat(time.pending()).isZero();
  }

  @Test
  void anExceptionWhileEndingIsReportedAndDoesNotBlockOthers() {
    IllegalStateException bug = new IllegalStateException("cannot be cancelled");
    target.refusesToBeCancelled = bug;
    BulkOptions options = options().concurrency(1, 2).timeout(Duration.ofSeconds(1)).build();
    CompletableFuture<BulkReport> result = load(options, words(9).iterator());

    time.pass(Duration.ofSeconds(1));

    assertThat(result).isCompletedExceptionally();
    assertThatThrownBy(result::join).hasCause(bug);
    assertThat(time.pending()).isZero();

    target.atOnce = batch -> null;
    assertThat(load(options().concurrency(1, 1).build(), "d").join().isClean()).isTrue();
  }

  @Test
  void aCompleteBulkOperationRemovesItsCheckpoint(@TempDir Path folder) {
    Path file = folder.resolve("load.checkpoint");
    BulkOptions options = options().maxBatchItems(1).concurrency(1, 1).checkpoint(file).build();
    CompletableFuture<BulkReport> result = load(options, "a", "bad1");
    target.answerNext(null);
    time.pass(Duration.ofSeconds(2));
    target.answerNext(null);
    assertThat(result.join().ending()).isEqualTo(BulkOutcome.COMPLETE);
    assertThat(file).doesNotExist();
  }

  @Test
  void anInterruptDoesNotAffectTheCheckpoint(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("load.checkpoint");
    CompletableFuture<BulkReport> result =
        load(options().concurrency(1, 1).checkpoint(file).build(), words(10).iterator());
    target.answerNext(null);
    Thread.currentThread().interrupt();
    result.cancel(true);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readString(file)).contains("settled=2");
  }

  @Test
  void aBulkOperationResumesWhereAnEarlierRunStopped(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("load.checkpoint");
    BulkOptions options = options().concurrency(1, 1).checkpoint(file).build();
    List<String> all = new ArrayList<>(words(10));
    all.set(1, "bad1");
    CompletableFuture<BulkReport> killed = load(options, all.iterator());
    for (int i = 0; i < 4; i++) {
      target.answerNext(null); // w0+bad1, w0, bad1, w2+w3
    }
    killed.cancel(true);
    assertThat(Files.readString(file)).contains("settled=4").contains("again=1");
    assertThat(target.stored).containsExactly("w0", "w2", "w3");
    target.calls.clear();
    target.batches.clear();

    all.set(1, "mended1");
    CompletableFuture<BulkReport> resumed = load(options, all.iterator());
    target.answerAll();
    BulkReport report = resumed.join();
    assertThat(report.isClean()).isTrue();
    assertThat(report.skipped()).isEqualTo(3);
    assertThat(report.read()).isEqualTo(7);
    assertThat(target.batches.get(0)).containsExactly("mended1", "w4");
    assertThat(target.stored).hasSize(10);
    assertThat(file).doesNotExist();
  }

  @Test
  void aCheckpointBeyondTheEndOfTheSourceFailsAndTheFileStays(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("load.checkpoint");
    BulkOptions options = options().checkpoint(file).build();
    save(file, words(10), 1L);

    CompletableFuture<BulkReport> result = load(options, words(3).iterator());
    time.pass(Duration.ofSeconds(2));
    target.answerAll();
    BulkReport report = result.join();

    assertThat(report.ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(report.isClean()).isFalse();
    assertThat(report.cause().orElseThrow())
        .hasMessageStartingWith(
            "checkpoint %s contains position 10, but the source ended after 3 items", file);
    assertThat(report.skipped()).isEqualTo(2);
    assertThat(report.accepted()).isEqualTo(1);
    assertThat(Files.readString(file)).contains("settled=10").contains("again=1");
  }

  @Test
  void aCheckpointAtTheEndOfTheSourceIsComplete(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("load.checkpoint");
    BulkOptions options = options().checkpoint(file).build();
    save(file, words(3));

    assertThat(load(options, words(3).iterator()).join().isClean()).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void aBulkOperationThatEndsBeforeTheCheckpointLeavesTheFileUnchanged(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("load.checkpoint");
    save(file, words(10), 1L);
    Iterator<String> broken =
        Stream.of("w0", "w1", "w2")
            .peek(
                word -> {
                  if (word.equals("w2")) {
                    throw new IllegalStateException("the disk is gone");
                  }
                })
            .iterator();

    CompletableFuture<BulkReport> result = load(options().checkpoint(file).build(), broken);
    target.answerAll();

    assertThat(result.join().ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(result.join().cause().orElseThrow()).hasMessage("the disk is gone");
    assertThat(Files.readString(file)).contains("settled=10").contains("again=1");
  }

  @Test
  void aCheckpointIsWrittenWhileItRuns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("load.checkpoint");
    CompletableFuture<BulkReport> result =
        load(options().concurrency(1, 1).checkpoint(file).build(), words(10).iterator());
    target.answerNext(null);
    assertThat(Files.readString(file)).contains("settled=0");
    time.pass(Duration.ofSeconds(1));
    target.answerNext(null);
    assertThat(Files.readString(file)).contains("settled=4");
    target.answerAll();
    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void aCheckpointOfAnotherBulkOperationIsRefusedBeforeAnythingIsSent(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("load.checkpoint");
    BulkOptions options = options().checkpoint(file).build();
    DurableFile.replaceChecked(file, "version=2\ntarget=elsewhere\nsettled=4\nids=0\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> load(options, "a"))
        .withMessageContaining("elsewhere");
    DurableFile.replaceChecked(file, "version=2\ntarget=words into host\nsettled=many\nids=0\n");
    assertThatIllegalArgumentException().isThrownBy(() -> load(options, "a"));
    Files.writeString(file, "{}");
    assertThatIllegalArgumentException().isThrownBy(() -> load(options, "a"));
    BulkOptions nowhere = options().checkpoint(folder.resolve("no/such/file")).build();
    assertThatThrownBy(() -> load(nowhere, "a")).isInstanceOf(java.io.UncheckedIOException.class);
    assertThat(target.batches).isEmpty();
  }

  /** Writes the checkpoint of an earlier run that has read these words. */
  private static void save(Path file, List<String> words, Long... again) {
    CompletedOffsets completed = CompletedOffsets.none();
    for (int i = 0; i < words.size(); i++) {
      if (List.of(again).contains((long) i)) {
        completed.refuse(i);
      } else {
        completed.accept(i, words.get(i));
      }
    }
    new Checkpoint(file, "words into host", "").save(completed);
  }
}
