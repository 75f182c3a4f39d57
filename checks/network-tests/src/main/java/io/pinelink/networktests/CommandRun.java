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

/**
 * The result of {@code pinelink …}, run on the application host.
 *
 * @param text the standard output
 * @param err the standard error
 */
record CommandRun(int exitCode, String text, String err) {
  /** The doctor has about ten steps of ten seconds each; the rest is for the start of the JVM. */
  private static final Duration BOUND = Duration.ofMinutes(5);

  /**
   * Runs a command with a text as its standard input, which then ends. The API key is passed only
   * in its environment.
   */
  static CommandRun of(Path jar, String apiKey, String input, List<String> args) {
    return of(MachineSettings.PLAIN, jar, apiKey, input, args);
  }

  /** Runs a command without input on a machine with settings of its own. */
  static CommandRun of(MachineSettings machine, Path jar, String apiKey, List<String> args) {
    return of(machine, jar, apiKey, "", args);
  }

  private static CommandRun of(
      MachineSettings machine, Path jar, String apiKey, String input, List<String> args) {
    List<String> command = new ArrayList<>(machine.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(machine.jvmOptions());
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(args);
    try {
      Path in = Files.writeString(Files.createTempFile("command", ".in"), input);
      Path out = Files.createTempFile("command", ".out");
      Path err = Files.createTempFile("command", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(machine.environment());
        builder.environment().put("PINECONE_API_KEY", apiKey);
        Process process = builder.start();
        boolean ended = process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("%s has ended", command).isTrue();
        return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(in);
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
