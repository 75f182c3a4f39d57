package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyCheckpointTest {
  private static final CopyState HALF =
      new CopyState("to=ken ", "last:\n#id", 7, false, List.of("a b", "100%", "c,d"));
  private static final CopyState DONE = new CopyState(null, "last", 9, true, List.of());

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("copy.checkpoint");
  }

  @Test
  void statesSurviveTheProcess() {
    try (CopyCheckpoint first = CopyCheckpoint.open(file, "copy of a to b")) {
      assertThat(first.state("en")).isEqualTo(CopyState.START);
      first.save("de", DONE);
      first.save("en", HALF);
    }
    try (CopyCheckpoint second = CopyCheckpoint.open(file, "copy of a to b")) {
      assertThat(second.state("de")).isEqualTo(DONE);
      assertThat(second.state("de").isDone()).isTrue();
      assertThat(second.state("en")).isEqualTo(HALF);
      assertThat(second.state("fr")).isEqualTo(CopyState.START);
      second.remove();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void namespacesBeforeAFinishedOneAreNotFinished() {
    try (CopyCheckpoint first = CopyCheckpoint.open(file, "copy of all namespaces of a to b")) {
      first.save("m", DONE);
    }
    try (CopyCheckpoint second = CopyCheckpoint.open(file, "copy of all namespaces of a to b")) {
      assertThat(second.state("a")).isEqualTo(CopyState.START);
      assertThat(second.state("m")).isEqualTo(DONE);
    }
  }

  @Test
  void aFileThatIsCutAnywhereIsRefusedAndNotChanged() throws IOException {
    try (CopyCheckpoint first = CopyCheckpoint.open(file, "copy of a to b")) {
      first.save("de", DONE);
      first.save("en", HALF);
    }
    String complete = Files.readString(file);

    for (int length = 0; length < complete.length(); length++) {
      String cut = complete.substring(0, length);
      Files.writeString(file, cut);
      assertThatIllegalArgumentException()
          .as(cut)
          .isThrownBy(() -> CopyCheckpoint.open(file, "copy of a to b"))
          .withMessageContaining("the file is incomplete or was changed");
      assertThat(file).hasContent(cut);
    }
  }

  @Test
  void aFileIsCreatedWhenTheCopyBegins() {
    try (CopyCheckpoint checkpoint = CopyCheckpoint.open(file, "copy of a to b")) {
      assertThat(file).doesNotExist();
      checkpoint.begin();
      assertThat(file).exists();
    }
  }

  @Test
  void anotherCopyOrFileIsRefusedAndNotChanged() throws IOException {
    try (CopyCheckpoint first = CopyCheckpoint.open(file, "copy of a to b")) {
      first.save("en", HALF);
    }
    String before = Files.readString(file);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CopyCheckpoint.open(file, "copy of a to c"))
        .withMessageContaining("belongs to the copy of a to b, not to the copy of a to c");
    assertThat(file).hasContent(before);
    Files.writeString(file, "version=2\nsettled=1\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CopyCheckpoint.open(file, "copy of a to b"))
        .withMessageContaining("is not a checkpoint of a copy");
  }

  @Test
  void twoCopiesCannotUseOneCheckpoint() {
    try (CopyCheckpoint first = CopyCheckpoint.open(file, "copy of a to b")) {
      assertThat(first.state("en")).isEqualTo(CopyState.START);
      assertThatIllegalStateException()
          .isThrownBy(() -> CopyCheckpoint.open(file, "copy of a to b"))
          .withMessageContaining("is in use by copy of a to b");
    }
  }

  @Test
  void aCopyWithoutAFileKeepsItsStates() {
    try (CopyCheckpoint none = CopyCheckpoint.open(null, "copy of a to b")) {
      none.save("en", HALF);
      assertThat(none.state("en")).isEqualTo(HALF);
      none.remove();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
