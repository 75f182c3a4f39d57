package io.pinelink.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A server in a process of its own, which keeps its data in a directory and can be killed. */
final class KilledServer {
  /** The size of files above which a snapshot replaces them, so that kills meet compactions. */
  private static final long SMALL = 200_000;

  private final Process process;
  private final int port;

  private KilledServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static KilledServer start(Path data, List<String> prefix) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx200m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                KilledServer.class.getName(),
                data.toString()));
    command.addAll(0, prefix);
    Process process = new ProcessBuilder(command).redirectError(new File(data + ".err")).start();
    BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException(
          "the server did not start: " + java.nio.file.Files.readString(Path.of(data + ".err")));
    }
    return new KilledServer(process, Integer.parseInt(line));
  }

  int port() {
    return port;
  }

  /** Kills the process as {@code kill -9} does, and waits for its end. */
  void kill() {
    process.destroyForcibly();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts a server and prints its port. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedPineconeBuilder builder =
        EmbeddedPinecone.builder().localMode().onePort().data(Path.of(arguments[0]));
    builder.smallData = SMALL;
    EmbeddedPinecone server = builder.start();
    System.out.println(server.address(Listener.CONTROL).getPort());
    System.out.flush();
    Thread.currentThread().join();
  }
}
