package io.pinelink.copy;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.model.Protocol;
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
import java.util.concurrent.TimeUnit;

/** A copy from index docs to index copy in a separate JVM, which can be killed. */
final class CopyingProcess implements AutoCloseable {
  private static final String PROJECT = "-a1b234c.svc.aped-4627-b74a.pinecone.io";

  private final Process process;
  private final BufferedReader out;

  /**
   * Starts the process.
   *
   * @param folder the folder with the certificates of both servers, and the checkpoint
   */
  CopyingProcess(
      EmbeddedPinecone from, EmbeddedPinecone to, Protocol protocol, boolean documents, Path folder)
      throws IOException {
    from.authority().save(Files.createDirectories(folder.resolve("from")));
    to.authority().save(Files.createDirectories(folder.resolve("to")));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CopyingProcess.class.getName());
    command.addAll(List.of(port(from), port(to), protocol.name()));
    command.addAll(List.of(Boolean.toString(documents), folder.toString()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  private static String port(EmbeddedPinecone server) {
    return Integer.toString(server.address(Listener.PUBLIC_DATA).getPort());
  }

  static Path checkpoint(Path folder) {
    return folder.resolve("copy.checkpoint");
  }

  /** Runs the copy in the process; see the constructor for the arguments. */
  public static void main(String... args) {
    Path folder = Path.of(args[4]);
    Protocol protocol = Protocol.valueOf(args[2]);
    try (Pinelink from = client(folder.resolve("from"), Integer.parseInt(args[0]), protocol);
        Pinelink to = client(folder.resolve("to"), Integer.parseInt(args[1]), protocol)) {
      CopyOptions options =
          CopyOptions.builder()
              .bulk(
                  BulkOptions.builder()
                      .checkpoint(checkpoint(folder))
                      .checkpointInterval(Duration.ofMillis(10))
                      .progressInterval(Duration.ofMillis(5))
                      .listener(new Announcement())
                      .build())
              .build();
      CopyReport report =
          Boolean.parseBoolean(args[3])
              ? NamespaceCopy.of(
                      from.documentsAt("docs" + PROJECT), to.documentsAt("copy" + PROJECT))
                  .run(options)
              : NamespaceCopy.of(from.indexAt("docs" + PROJECT), to.indexAt("copy" + PROJECT))
                  .run(options);
      NamespaceCopyReport items = report.namespaces().get(0);
      System.out.println("done " + items.skipped() + " " + items.copied());
    }
  }

  private static Pinelink client(Path folder, int port, Protocol protocol) {
    return Pinelink.builder()
        .apiKey(EmbeddedPinecone.API_KEY)
        .tls(TlsOptions.trustOnly(folder.resolve("ca.pem")))
        .connectRule(ConnectRule.forHost("*.pinecone.io").dial("localhost", port))
        .protocols(protocol, Protocol.REST)
        .build();
  }

  /** A listener that prints how many items this run has copied. */
  private static final class Announcement implements BulkListener {
    @Override
    public void progress(BulkProgress progress) {
      System.out.println(progress.accepted());
    }
  }

  /**
   * Waits until this run has copied a number of items, and kills the process. Returns false if the
   * copy ended before.
   */
  boolean killAfter(long items) throws IOException, InterruptedException {
    while (true) {
      String line = out.readLine();
      if (line == null || line.startsWith("done")) {
        return false;
      }
      if (Long.parseLong(line) >= items) {
        process.destroyForcibly();
        process.waitFor();
        return true;
      }
    }
  }

  /** Waits for the end of the copy, and returns the numbers of skipped and of copied items. */
  long[] result() throws IOException, InterruptedException {
    String line = out.readLine();
    while (line != null && !line.startsWith("done")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("it ended without a result");
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    String[] words = line.split(" ", -1);
    return new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])};
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
