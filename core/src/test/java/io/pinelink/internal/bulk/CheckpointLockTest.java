package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock between processes. */
@Timeout(120)
class CheckpointLockTest {
  private static final int ROUNDS = 1000;

  @TempDir private Path folder;

  /**
   * Another process with the class path of this one.
   *
   * @param out what it prints
   */
  private record Other(Process process, BufferedReader out) implements AutoCloseable {
    static Other start(Path checkpoint, String task) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  CheckpointLockTest.class.getName(),
                  checkpoint.toString(),
                  task)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Other(process, process.inputReader(StandardCharsets.UTF_8));
    }

    void kill() throws InterruptedException {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** The other process. */
  public static void main(String... args) throws IOException {
    Path checkpoint = Path.of(args[0]);
    if (args[1].equals("hold")) {
      CheckpointLock lock = CheckpointLock.take(checkpoint, "upsert of the other process");
      System.out.println("locked");
      int unused = System.in.read(); // until the process is killed
      lock.release();
    } else {
      System.out.println("counting");
      count(checkpoint);
      System.out.println("done");
    }
  }

  /** Counts in a file, which loses counts unless each is made under the lock. */
  private static void count(Path checkpoint) throws IOException {
    Path counter = checkpoint.resolveSibling("counter");
    for (int i = 0; i < ROUNDS; i++) {
      CheckpointLock lock = taken(checkpoint);
      int count = Files.exists(counter) ? Integer.parseInt(Files.readString(counter)) : 0;
      Files.writeString(counter, String.valueOf(count + 1));
      lock.release();
    }
  }

  private static CheckpointLock taken(Path checkpoint) {
    while (true) {
      try {
        return CheckpointLock.take(checkpoint, "count");
      } catch (IllegalStateException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void theLockNamesItsProcessAndIsReleasedWhenItEnds() throws Exception {
    Path checkpoint = folder.resolve("load");
    try (Other other = Other.start(checkpoint, "hold")) {
      assertThat(other.out().readLine()).isEqualTo("locked");

      assertThatIllegalStateException()
          .isThrownBy(() -> CheckpointLock.take(checkpoint, "upsert"))
          .withMessageStartingWith(
              "checkpoint " + checkpoint + " is in use by upsert of the other process, process ")
          .withMessageContaining("process " + other.process().pid() + " on ")
          .withMessageContaining(", since 20")
          .withMessageEndingWith("wait until it has ended, or give this one another file");

      other.kill();
      CheckpointLock.take(checkpoint, "upsert").release();
      assertThat(folder.resolve("load.lock")).exists();
    }
  }

  @Test
  void atMostOneOfTwoProcessesHasTheLock() throws Exception {
    Path checkpoint = folder.resolve("load");
    try (Other other = Other.start(checkpoint, "count")) {
      assertThat(other.out().readLine()).isEqualTo("counting");
      count(checkpoint);
      assertThat(other.out().readLine()).isEqualTo("done");
    }
    assertThat(folder.resolve("counter")).hasContent(String.valueOf(2 * ROUNDS));
  }

  @Test
  void aDirectoryThatDoesNotExistIsReported() {
    assertThatThrownBy(() -> CheckpointLock.take(folder.resolve("no/load"), "upsert"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be written");
  }
}
