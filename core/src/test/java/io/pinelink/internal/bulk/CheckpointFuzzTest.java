package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests that any file is a checkpoint, which is read back as it was written, or is refused. */
class CheckpointFuzzTest {
  private static Path file;
  private static Checkpoint checkpoint;

  @BeforeAll
  static void createFile() throws IOException {
    file = Files.createTempFile("fuzz", ".checkpoint");
    checkpoint = new Checkpoint(file, "upsert to docs", "");
  }

  @AfterAll
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @FuzzTest
  void anyFileIsACheckpointOrRefused(byte[] content) throws IOException {
    DurableFile.replaceChecked(file, new String(content, StandardCharsets.UTF_8));
    CompletedOffsets completed;
    try {
      completed = checkpoint.load();
    } catch (IllegalArgumentException | UncheckedIOException refused) {
      assertThat(refused).hasMessageContaining(file.toString());
      return;
    }
    assertThat(completed.mark()).isNotNegative();
    checkpoint.save(completed);
    CompletedOffsets copy = checkpoint.load();
    assertThat(copy.mark()).isEqualTo(completed.mark());
    assertThat(copy.redo()).isEqualTo(completed.redo());
    assertThat(copy.identity()).isEqualTo(completed.identity());
  }
}
