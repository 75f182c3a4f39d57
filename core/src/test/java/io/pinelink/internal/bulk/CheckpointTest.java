package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  @TempDir private Path folder;

  private Checkpoint checkpoint() {
    return checkpoint("upsert in namespace 'a=b\\c: é' of host:443");
  }

  private Checkpoint checkpoint(String target) {
    return checkpoint(target, "");
  }

  private Checkpoint checkpoint(String target, String source) {
    return new Checkpoint(folder.resolve("load"), target, source);
  }

  private static CompletedOffsets completed(long mark, List<Long> redo) {
    return CompletedOffsets.of(mark, redo, SourceIdentity.NONE.with(0, "é=1"));
  }

  @Test
  void withoutAFileNothingIsSettled() {
    CompletedOffsets completed = checkpoint().load();

    assertThat(completed.mark()).isZero();
    assertThat(completed.redo()).isEmpty();
  }

  @Test
  void aSavedCheckpointIsLoaded() {
    checkpoint().save(completed(5_000_000_000L, List.of(7L, 4_999_999_999L)));

    CompletedOffsets completed = checkpoint().load();

    assertThat(completed.mark()).isEqualTo(5_000_000_000L);
    assertThat(completed.redo()).containsExactly(7L, 4_999_999_999L);
  }

  @Test
  void eachStateReplacesTheOneBefore() {
    checkpoint().save(completed(5, List.of(1L, 2L, 3L)));
    checkpoint().save(completed(6, List.of()));

    assertThat(checkpoint().load().mark()).isEqualTo(6);
    assertThat(checkpoint().load().redo()).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void leftoversOfAKilledWriterAreIgnored() throws Exception {
    checkpoint().save(completed(5, List.of()));
    Files.writeString(folder.resolve("load.tmp"), "version=1\nsettl");

    assertThat(checkpoint().load().mark()).isEqualTo(5);
    checkpoint().save(completed(6, List.of()));
    assertThat(checkpoint().load().mark()).isEqualTo(6);
  }

  @Test
  void aCheckpointOfAnotherTargetIsRefused() {
    checkpoint("delete in namespace '' of host:443").save(completed(5, List.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkpoint("fetch in namespace '' of host:443").load())
        .withMessageContaining("belongs to a bulk operation of delete in namespace '' of host:443")
        .withMessageContaining("not of fetch in namespace '' of host:443");
  }

  @Test
  void theIdentityOfTheSourceIsLoaded() {
    SourceIdentity identity =
        SourceIdentity.NONE.with(3, "line\nbreak").with(2, "a=b:\\ ünder score ").with(7, "z");
    Checkpoint checkpoint = checkpoint("target", "Bücher = 2026");
    checkpoint.save(CompletedOffsets.of(8, List.of(), identity));

    assertThat(checkpoint.load().identity()).isEqualTo(identity);
    assertThat(identity.position()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"words, names", "words, ''", "'', names"})
  void aCheckpointOfASourceWithAnotherNameIsRefused(String before, String now) {
    checkpoint("target", before).save(completed(5, List.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkpoint("target", now).load())
        .withMessageStartingWith("checkpoint " + folder.resolve("load") + " is for ")
        .withMessageContaining(before.isEmpty() ? "a source without a name" : "'" + before + "'")
        .withMessageContaining(
            "not for " + (now.isEmpty() ? "a source without a name" : "the source '" + now + "'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "version=1\nsettled=1\nids=0\n",
        "version=2\n",
        "version=2\nids=0\n",
        "version=2\nids=0\nsettled=-1\n",
        "version=2\nids=0\nsettled=1\nagain=0,x\n",
        "version=2\nids=0\nsettled=1\nagain=-3\n",
        "version=2\nids=0\nsettled=\\u12\n",
        "version=2\nsettled=1\n",
        "version=2\nsettled=1\nids=xyz\n",
        "version=2\nsettled=1\nids=-1\n",
        "version=2\nsettled=1\nids=12345678123456789\n",
        "version=2\nsettled=1\nids=0\nfirst.position=-2\n"
      })
  void aFileInAnotherFormatIsRefused(String text) throws Exception {
    DurableFile.replaceChecked(folder.resolve("load"), text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkpoint().load())
        .withMessageContaining("load is not a checkpoint")
        .withMessageNotContaining("checksum");
  }

  @Test
  void aFileThatIsCutAnywhereIsRefused() throws Exception {
    checkpoint().save(completed(5, List.of(2L, 4L)));
    Path file = folder.resolve("load");
    byte[] complete = Files.readAllBytes(file);

    for (int length = 0; length < complete.length; length++) {
      Files.write(file, Arrays.copyOf(complete, length));
      assertThatIllegalArgumentException()
          .as("%d bytes", length)
          .isThrownBy(() -> checkpoint().load())
          .withMessageContaining("load is not a checkpoint");
    }
  }

  @Test
  void anUnreadableFileIsReported() throws Exception {
    Files.createDirectory(folder.resolve("load"));

    assertThatThrownBy(() -> checkpoint().load())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void anUnwritableFileIsReported() {
    Checkpoint nowhere = new Checkpoint(folder.resolve("no/such/load"), "target", "");

    assertThatThrownBy(() -> nowhere.save(completed(0, List.of())))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void anInterruptDoesNotAffectReadingOrWriting() {
    Thread.currentThread().interrupt();
    try {
      checkpoint().save(completed(5, List.of()));
      assertThat(checkpoint().load().mark()).isEqualTo(5);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void removingLeavesNoFilesAndIsIdempotent() {
    checkpoint().save(completed(5, List.of()));

    checkpoint().remove();
    checkpoint().remove();

    assertThat(folder).isEmptyDirectory();
  }
}
