package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  private final List<String> started = new ArrayList<>();

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void anInterruptDuringTheWorkRepeatsItAndStaysSet(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("file");

    Path written =
        DurableFile.uninterruptibly(
            () -> {
              started.add("write");
              try (FileChannel channel =
                  FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (started.size() <= 2) {
                  Thread.currentThread().interrupt();
                }
                channel.write(ByteBuffer.wrap(new byte[] {'a'}));
                channel.force(true);
              }
              return file;
            });

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(started).hasSize(3);
    assertThat(Files.readString(written)).isEqualTo("a");
  }

  @Test
  void anInterruptBeforeTheWorkIsRestoredAfterwards() throws Exception {
    Thread.currentThread().interrupt();

    boolean seen = DurableFile.uninterruptibly(() -> Thread.currentThread().isInterrupted());

    assertThat(seen).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void otherExceptionsAreThrownAndTheInterruptStaysSet() {
    assertThatThrownBy(
            () ->
                DurableFile.uninterruptibly(
                    () -> {
                      started.add("try");
                      if (started.size() == 1) {
                        throw new ClosedByInterruptException();
                      }
                      throw new NoSuchFileException("gone");
                    }))
        .isInstanceOf(NoSuchFileException.class);

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void withoutAnInterruptTheFlagStaysClear() throws IOException {
    assertThat(DurableFile.uninterruptibly(() -> 1)).isEqualTo(1);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
