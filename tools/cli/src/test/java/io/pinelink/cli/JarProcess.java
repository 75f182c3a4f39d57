package io.pinelink.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.OS;

/** The jar as users have it, running in its own process. */
public final class JarProcess implements AutoCloseable {
  private static final Pattern UNSAFE_WARNING =
      Pattern.compile(
          "WARNING: A terminally deprecated method in sun\\.misc\\.Unsafe has been"
              + " called\\RWARNING: sun\\.misc\\.Unsafe::\\w+ has been called by"
              + " [\\w.]*com\\.google\\.protobuf\\..*\\RWARNING: Please consider reporting this"
              + " .*\\RWARNING: sun\\.misc\\.Unsafe::\\w+ will be removed in a future release\\R");

  public static final Path JAR = Path.of(System.getProperty("pinelink.jar", "target/pinelink.jar"));

  private final Path err;
  private final Process process;
  private final BufferedReader out;

  /** Starts the jar with a key in its environment. */
  public JarProcess(String key, String... args) {
    this(List.of(), Map.of("PINECONE_API_KEY", key), args);
  }

  /** Starts the jar with options of the JVM and variables. */
  public JarProcess(List<String> options, Map<String, String> environment, String... args) {
    List<String> command = new ArrayList<>();
    if (OS.LINUX.isCurrentOs()) {
      // A process in the background of a script ignores SIGINT, and its children inherit that.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(args));
    try {
      err = Files.createTempFile("pinelink", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
      builder.environment().putAll(environment);
      process = builder.start();
      if (!command.contains("-")) {
        process.getOutputStream().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs the jar to its end. */
  public static Run run(String key, String... args) {
    try (JarProcess running = new JarProcess(key, args)) {
      return running.end();
    }
  }

  /** Reads standard output up to its end, and waits until the process ends. */
  public Run end() {
    StringBuilder printed = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      printed.append(line).append('\n');
    }
    return new Run(exitCode(), printed.toString(), err());
  }

  /** Returns the next line of standard output; null at the end. */
  public @Nullable String line() {
    try {
      return out.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the program's standard error, without the JVM's own warning: JDK 24 and newer warn
   * about the protobuf runtime's memory access, which no manifest can allow.
   */
  public String err() {
    try {
      return UNSAFE_WARNING.matcher(Files.readString(err)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes to standard input of a command that reads it, and leaves it open. */
  public void write(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Sends SIGINT, as Ctrl-C does. Its output can still be read. */
  public void interrupt() {
    try {
      Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("SIGINT was not sent");
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Stops the process with SIGTERM. Its output can still be read. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Waits until the process ends. */
  public int exitCode() {
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
