package io.pinelink.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The jar as users have it, in a process of its own. */
final class JarProcess implements AutoCloseable {
  static final Path JAR = Path.of(System.getProperty("pinelink.jar", "target/pinelink.jar"));

  private final Path err;
  private final Process process;
  private final BufferedReader out;

  /** Starts it, with a key in its environment. */
  JarProcess(String key, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString()));
    command.addAll(List.of(args));
    try {
      err = Files.createTempFile("pinelink", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
      builder.environment().put("PINECONE_API_KEY", key);
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs it to its end. */
  static Run run(String key, String... args) {
    try (JarProcess running = new JarProcess(key, args)) {
      StringBuilder printed = new StringBuilder();
      for (String line = running.line(); line != null; line = running.line()) {
        printed.append(line).append('\n');
      }
      return new Run(running.exitCode(), printed.toString(), running.err());
    }
  }

  /** The next line that it prints; null at the end. */
  @Nullable String line() {
    try {
      return out.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String err() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to stop, by SIGTERM; what it printed can still be read. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end: " + err());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
