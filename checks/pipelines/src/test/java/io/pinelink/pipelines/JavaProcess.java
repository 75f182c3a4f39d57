package io.pinelink.pipelines;

import java.io.IOException;
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

  private JavaProcess(Process process) {
    this.process = process;
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
                "-Dlog4j2.level=WARN"));
    command.addAll(options);
    command.addAll(List.of("-cp", jars + "/*", main));
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
    process.environment().putAll(environment);
    return new JavaProcess(process.start());
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

  /** Returns the CPU time of the process and of those that it has started and that still run. */
  Duration cpuTime() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .flatMap(handle -> handle.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
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
