package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sources continue a checkpoint, and that one bulk operation at a time uses it. */
class CheckpointSourceTest extends EngineScene {
  private Path file;
  private BulkOptions options;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    file = folder.resolve("load.checkpoint");
    options = options().concurrency(1, 1).checkpoint(file).build();
  }

  /** Runs a load that is cancelled after four of the words have been accepted. */
  private void interrupted(BulkSource<String> source) {
    CompletableFuture<BulkReport> killed = load(options, source);
    target.answerNext(null);
    target.answerNext(null);
    killed.cancel(true);
    target.calls.clear();
    target.stored.clear();
  }

  private BulkReport resumed(BulkSource<String> source) {
    CompletableFuture<BulkReport> result = load(options, source);
    target.answerAll();
    return result.join();
  }

  private static BulkSource<String> source(List<String> words) {
    return source(words.iterator());
  }

  @Test
  void theSameSourceContinues() {
    interrupted(source(words(10)));
    assertThat(resumed(source(words(10))).skipped()).isEqualTo(4);
    assertThat(target.stored).containsExactlyInAnyOrderElementsOf(words(10).subList(4, 10));
  }

  @Test
  void aSourceThatHasGrownContinues() {
    interrupted(source(words(10)));
    assertThat(resumed(source(words(15))).skipped()).isEqualTo(4);
    assertThat(target.stored).hasSize(11);
  }

  @Test
  void anotherSourceIsRefusedAndTheMessageNamesBoth() throws IOException {
    interrupted(source(words(10)));
    List<String> before = entries();

    BulkReport report = resumed(source(List.of("x0", "x1", "x2", "x3", "x4", "x5")));

    assertThat(report.ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(report.cause().orElseThrow())
        .hasMessageStartingWith("checkpoint " + file + " is for another source")
        .hasMessageContaining("has the id 'w0' at position 0, this one has the id 'x0' there")
        .hasMessageContaining("remove the file");
    assertThat(report.skipped()).isZero();
    assertThat(target.stored).isEmpty();
    assertThat(entries()).isEqualTo(before);
  }

  /** Returns the lines of the file without its comments, one of which is the time. */
  private List<String> entries() throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void aSourceWithTheSameBeginningIsRefusedBeforeAnythingElseIsSent() throws IOException {
    interrupted(source(words(10)));
    List<String> shifted = new ArrayList<>(words(10));
    shifted.add(2, "inserted");

    BulkReport report = resumed(source(shifted));

    assertThat(report.ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(report.cause().orElseThrow())
        .hasMessageContaining("this one has other ids before position 4");
    assertThat(target.stored).isEmpty();
    assertThat(Files.readString(file)).contains("settled=4");
    assertThat(resumed(source(words(10))).isClean()).isTrue();
  }

  @Test
  void anotherSourceThatEndsAtThePositionIsRefused() throws IOException {
    interrupted(source(words(10)));

    BulkReport report = resumed(source(List.of("w0", "w1", "w3", "w2")));

    assertThat(report.ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(Files.readString(file)).contains("settled=4");
  }

  /** No word is lost, whichever words another source has. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anItemIsSkippedOnlyIfItWasAccepted(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 50; round++) {
      List<String> first = shuffled(random);
      List<String> second = random.nextInt(4) == 0 ? first : shuffled(random);
      interrupted(source(first));
      BulkReport report = resumed(source(second));
      if (report.ending() == BulkOutcome.COMPLETE) {
        assertThat(Stream.concat(target.stored.stream(), first.stream().limit(4)))
            .as("seed " + seed + ", round " + round)
            .containsAll(second);
      }
      target.stored.clear();
      target.calls.clear();
      Files.deleteIfExists(file);
    }
  }

  private static List<String> shuffled(SplittableRandom random) {
    List<String> words = new ArrayList<>(words(6));
    if (random.nextBoolean()) {
      Collections.swap(words, random.nextInt(6), random.nextInt(6));
    }
    words.set(random.nextInt(6), "other" + random.nextInt(3));
    return words;
  }

  @Test
  void theNameOfASourceDecidesIfItsIdsAreTheSame() {
    interrupted(BulkSource.named("embeddings of May", source(words(10))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> load(options, BulkSource.named("embeddings of June", source(words(10)))))
        .withMessageContaining("is for the source 'embeddings of May'")
        .withMessageContaining("not for the source 'embeddings of June'");
    assertThat(resumed(BulkSource.named("embeddings of May", source(words(10)))).skipped())
        .isEqualTo(4);
  }

  @Test
  void aSecondBulkOperationIsRefusedWhileTheFirstRuns() throws IOException {
    CompletableFuture<BulkReport> first =
        load(options, BulkSource.named("words", source(words(10))));
    target.answerNext(null);

    assertThatIllegalStateException()
        .isThrownBy(() -> load(options, source(words(10))))
        .withMessageStartingWith("checkpoint " + file + " is in use by words into host")
        .withMessageContaining("from the source 'words'")
        .withMessageContaining("process " + ProcessHandle.current().pid())
        .withMessageContaining("since 20");

    target.answerAll();
    assertThat(first.join().isClean()).isTrue();
    assertThat(target.stored).hasSize(10);
    assertThat(file).doesNotExist();
  }

  @Test
  void anotherPathToTheDirectoryIsTheSameCheckpoint() throws IOException {
    Path link = Files.createSymbolicLink(file.resolveSibling("link"), file.getParent());
    CompletableFuture<BulkReport> first = load(options, source(words(10)));
    BulkOptions other = options().checkpoint(link.resolve(file.getFileName())).build();

    assertThatIllegalStateException().isThrownBy(() -> load(other, source(words(10))));

    first.cancel(true);
    assertThat(first).isCancelled();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFileIsUnlockedAfterTheBulkOperation(boolean cancelled) {
    CompletableFuture<BulkReport> first = load(options, source(words(10)));
    if (cancelled) {
      first.cancel(true);
    } else {
      target.answerAll();
    }
    assertThat(first).isDone();

    assertThat(resumed(source(words(10))).isClean()).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void aRefusedFileIsNotLocked() throws IOException {
    Files.writeString(file, "no checkpoint");
    assertThatIllegalArgumentException().isThrownBy(() -> load(options, source(words(1))));
    Files.delete(file);

    assertThat(resumed(source(words(1))).isClean()).isTrue();
  }
}
