package io.pinelink.networktests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code java -jar pinelink.jar watch …}, run on the application host until it is stopped. */
final class RunningWatch implements AutoCloseable {
  /**
   * A check of an endpoint that answers nothing has about ten steps of ten seconds each, and a
   * change may need the check that runs and the next one.
   */
  private static final Duration BOUND = Duration.ofMinutes(5);

  private final Process process;
  private final Path out;

  /** The number of lines that were read. */
  private int read;

  /** Starts the command. The API key is passed only in its environment. */
  RunningWatch(Path jar, String apiKey, Path out, List<String> args) {
    this.out = out;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Scenarios change zones: see RunScenarios.
                "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0",
                "-jar",
                jar.toString(),
                "watch",
                "--listen=127.0.0.1:0",
                "--interval=1",
                "--rise=1",
                "--fall=1"));
    command.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PINECONE_API_KEY", apiKey);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for a line with all texts, after the last one that was awaited, and returns it. There may
   * be others before: a DNS server that starts again does not answer for a moment.
   */
  String line(String... texts) {
    List<String> found = new ArrayList<>();
    Network.await(
        "a line with " + List.of(texts),
        BOUND,
        () -> {
          List<String> all = lines();
          while (read < all.size() && found.isEmpty()) {
            String line = all.get(read++);
            if (Stream.of(texts).allMatch(line::contains)) {
              found.add(line);
            }
          }
          return !found.isEmpty();
        });
    return found.get(0);
  }

  /** Sends SIGTERM, and asserts that the command ends as it should. */
  void terminate() {
    process.destroy();
    try {
      assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    assertThat(process.exitValue()).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
