package io.pinelink.routing;

import io.pinelink.routing.HostBook.Entry;
import io.pinelink.routing.HostBook.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Another JVM that learns indexes one by one and saves each; it starts on a signal. */
final class HostBookProcess {
  private static final int READY = 'r';
  private static final int GO = 'g';

  private final Process process;

  private HostBookProcess(Process process) {
    this.process = process;
  }

  /** Runs the process with the file, the prefix of the indexes' names, and their number. */
  public static void main(String... args) throws IOException {
    System.out.write(READY);
    System.out.flush();
    if (System.in.read() == GO) {
      saveEach(Path.of(args[0]), args[1], Integer.parseInt(args[2]));
    }
  }

  /** Saves a book of one entry for each index, and each time a newer entry of a common one. */
  static void saveEach(Path file, String prefix, int indexes) {
    for (int i = 0; i < indexes; i++) {
      HostBook.empty().with(entry(prefix + i, i)).with(entry("common", i)).save(file);
    }
  }

  static Entry entry(String name, int second) {
    return new Entry(
        name,
        name + "-a1.svc.aped-4627-b74a.pinecone.io",
        Optional.empty(),
        Optional.of(Instant.ofEpochSecond(second)),
        Origin.CONTROL_PLANE);
  }

  /** Starts the JVM and waits until it is ready. */
  static HostBookProcess start(Path file, String prefix, int indexes) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HostBookProcess.class.getName(),
                    file.toString(),
                    prefix,
                    Integer.toString(indexes)))
            .redirectError(Redirect.INHERIT)
            .start();
    InputStream out = process.getInputStream();
    int first = out.read();
    if (first != READY) {
      throw new AssertionError("the process printed " + first);
    }
    return new HostBookProcess(process);
  }

  void go() throws IOException {
    process.getOutputStream().write(GO);
    process.getOutputStream().close();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  void kill() {
    process.destroyForcibly();
  }
}
