package io.pinelink.networktests;

import io.pinelink.server.EmbeddedAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The process of the endpoint in its host, with its data and its certificate authority. */
final class EnduranceEndpoint implements AutoCloseable {
  private static final int ENOUGH_SECONDS = 60;

  private final Network network;
  private final Path data;
  private final Path log;
  private final Path answer;
  private Path authority;
  private int authorities;
  private @Nullable Process process;

  EnduranceEndpoint(Network network) {
    this.network = network;
    this.data = network.directory().resolve("endurance-data");
    this.log = network.directory().resolve("endurance.log");
    this.answer = network.directory().resolve("endurance.out");
    this.authority = network.directory();
  }

  /** Starts the process and returns once it answers. */
  void start() {
    start("valid");
  }

  void startWithExpiredCertificate() {
    start(EnduranceService.EXPIRED);
  }

  private void start(String certificate) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "java",
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EnduranceService.class.getName(),
                authority.toString(),
                data.toString(),
                certificate));
    try {
      Files.writeString(answer, "");
      process =
          new ProcessBuilder(network.commandOn("endpoint", command))
              .redirectOutput(answer.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Network.await(
        "the endpoint answers; see " + log, Duration.ofSeconds(ENOUGH_SECONDS), this::isReady);
  }

  private boolean isReady() {
    try {
      return Files.readString(answer).startsWith("ready");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the process, as a crash does. */
  void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroyForcibly();
    try {
      if (!running.waitFor(ENOUGH_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the endpoint's process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    process = null;
  }

  /** Creates another certificate authority for the next start. */
  void replaceAuthority() {
    authority = network.directory().resolve("authority-" + ++authorities);
    EmbeddedAuthority.create().save(authority);
  }

  /** Returns the file of the current authority's certificate. */
  Path authorityFile() {
    return authority.resolve(Network.CA_FILE);
  }

  @Override
  public void close() {
    kill();
  }
}
