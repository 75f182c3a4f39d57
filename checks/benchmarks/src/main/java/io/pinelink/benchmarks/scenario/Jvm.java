package io.pinelink.benchmarks.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child JVM that runs a main class with its own class path. It ends when its standard input
 * closes.
 */
final class Jvm implements AutoCloseable {
  private static final long END_SECONDS = 20;

  private final Process process;
  private final BufferedReader out;

  private Jvm(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a main class of a class path. */
  static Jvm start(String classPath, List<String> options, Class<?> main, List<String> args) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-cp", classPath, main.getName()));
    return start(all, args);
  }

  /** Starts a JVM whose options name what to run. */
  static Jvm start(List<String> options, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(options);
    command.addAll(args);
    return run(command);
  }

  /** Starts a command that runs a JVM. */
  static Jvm run(List<String> command) {
    try {
      return new Jvm(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  void send(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The process has ended: " + process.info().commandLine(), e);
    }
  }

  /** Returns the lines of output before a given last line. */
  List<String> linesUntil(String last) {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.equals(last); line = line()) {
      lines.add(line);
    }
    return lines;
  }

  /** Returns all further lines of output. */
  List<String> lines() {
    return out.lines().toList();
  }

  /** Stops the process with a signal. Its output can still be read. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Returns the next line of output. */
  String line() {
    try {
      String line = out.readLine();
      if (line == null || line.equals("failed")) {
        throw new IllegalStateException("The process failed: " + process.info().commandLine());
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
