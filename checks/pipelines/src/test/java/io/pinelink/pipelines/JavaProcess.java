package io.pinelink.pipelines;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that runs a main class from a folder of jars, and logs to a file. */
final class JavaProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private JavaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Returns a port of loopback that no process uses now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts a process. Its output is appended to {@code name.log} in the folder. */
  static JavaProcess start(Path folder, String name, String jars, String main, String... arguments)
      throws IOException {
    return start(folder, name, jars, List.of(), Map.of(), main, arguments);
  }

  /** Starts a process with options of the JVM and variables in its environment. */
  static JavaProcess start(
      Path folder,
      String name,
      String jars,
      List<String> options,
      Map<String, String> environment,
      String main,
      String... arguments)
      throws IOException {
    Files.createDirectories(folder);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                CpuTime.FIXED_COMPILERS,
                "-Dlog4j2.level=WARN"));
    command.addAll(options);
    command.addAll(List.of("-cp", jars + "/*", main));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(name + ".log");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process.environment().putAll(environment);
    return new JavaProcess(process.start(), log);
  }

  /** Waits until the process has ended successfully. */
  void await() throws InterruptedException {
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException("the process failed: " + process.info());
    }
  }

  /** Waits for the end of the process, and returns whether it has ended. */
  boolean awaitExit(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until the process has ended, and returns its exit status. */
  int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  /** Returns the file to which the process logs. */
  Path log() {
    return log;
  }

  /** Writes a line to the input of the process. */
  void send(String line) {
    try {
      BufferedWriter input = process.outputWriter();
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the {@linkplain CpuTime CPU time} of the process. */
  CpuTime cpuTime() {
    return CpuTime.of(process.toHandle());
  }

  /** Returns the processes that it has started and that still run. */
  Stream<ProcessHandle> children() {
    return process.children();
  }

  /** Ends the process as an operator does. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      kill();
    }
  }

  /** Ends the process as a crash does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the process and those that it has started as the loss of a machine does. */
  void killAll() throws InterruptedException {
    List<ProcessHandle> started = process.descendants().toList();
    kill();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
