package io.pinelink.endtoend;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A load in a separate JVM, which can be killed. */
final class LoadingProcess implements AutoCloseable {
  static final int VECTORS = 40_000;

  /** The vector before which the source of a load that will be killed blocks forever. */
  private static final int LAST_GIVEN = 30_000;

  private final Process process;
  private final BufferedReader out;

  /**
   * Starts the process.
   *
   * @param folder the folder with the server's {@code ca.pem} and the checkpoint
   * @param endless whether the source stops before its end
   */
  LoadingProcess(EmbeddedPinecone server, Protocol protocol, Path folder, boolean endless)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Only the C1 compiler: the process lives for a second or two.
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LoadingProcess.class.getName());
    command.add(Integer.toString(server.address(Listener.PUBLIC_DATA).getPort()));
    command.addAll(List.of(protocol.name(), folder.toString(), Boolean.toString(endless)));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  static Path checkpoint(Path folder) {
    return folder.resolve("load.checkpoint");
  }

  static Stream<Vector> vectors() {
    return IntStream.range(0, VECTORS)
        .mapToObj(i -> Vector.of("v" + i, new float[] {i, 1f / (i + 1)}));
  }

  /** Runs the load in the process; see the constructor for the arguments. */
  public static void main(String... args) {
    int port = Integer.parseInt(args[0]);
    Path folder = Path.of(args[2]);
    boolean endless = Boolean.parseBoolean(args[3]);
    try (Pinelink client =
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .tls(TlsOptions.trustOnly(folder.resolve("ca.pem")))
            .connectRule(ConnectRule.forHost("*.pinecone.io").dial("localhost", port))
            .protocols(Protocol.valueOf(args[1]))
            .build()) {
      Index index = client.indexAt("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
      Stream<Vector> source =
          endless ? Stream.concat(vectors().limit(LAST_GIVEN), never()) : vectors();
      BulkReport report =
          index.bulkUpsert(
              BulkSource.of(source),
              BulkOptions.builder()
                  .maxBatchItems(100)
                  .checkpoint(checkpoint(folder))
                  .checkpointInterval(Duration.ofMillis(10))
                  .progressInterval(Duration.ofMillis(5))
                  .listener(new Announcement(checkpoint(folder), endless))
                  .build());
      System.out.println(report.skipped() + " " + report.read() + " " + report.accepted());
    }
  }

  private static Stream<Vector> never() {
    return Stream.generate(
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("interrupted");
        });
  }

  /** A listener that prints once that the load has started and a part of it is checkpointed. */
  private static final class Announcement implements BulkListener {
    private static final int MANY = 5_000;

    private final Path checkpoint;
    private boolean isToSay;

    Announcement(Path checkpoint, boolean isToSay) {
      this.checkpoint = checkpoint;
      this.isToSay = isToSay;
    }

    @Override
    public void progress(BulkProgress progress) {
      if (isToSay && progress.accepted() >= MANY && Files.exists(checkpoint)) {
        isToSay = false;
        System.out.println("under way");
      }
    }
  }

  /** Returns the next line that the process prints. */
  String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError("it ended");
    }
    return line;
  }

  /** Kills the process, and waits until it has ended. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
