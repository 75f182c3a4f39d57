package io.pinelink.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.cli.JarProcess;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command of the jar until a signal. */
class WatchIT {
  private static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  @TempDir Path directory;

  @Test
  void signalsEndTheWatchWithZero() throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      Path authority = Files.writeString(directory.resolve("ca.pem"), server.authority().pem());
      List<Consumer<JarProcess>> signals = List.of(JarProcess::terminate, JarProcess::interrupt);
      for (Consumer<JarProcess> signal : signals) {
        try (JarProcess watch =
            new JarProcess(
                EmbeddedPinecone.API_KEY,
                "watch",
                HOST,
                "--listen",
                "127.0.0.1:0",
                "--connect-to",
                "localhost:" + server.address(Listener.PRIVATE_DATA).getPort(),
                "--control-plane",
                "https://localhost:" + server.address(Listener.CONTROL).getPort(),
                "--ca",
                authority.toString())) {
          assertThat(watch.line()).endsWith(" UP " + HOST);

          signal.accept(watch);

          assertThat(watch.exitCode()).isZero();
          assertThat(watch.line()).isNull();
          assertThat(watch.err()).startsWith("metrics: http://127.0.0.1:").hasLineCount(1);
        }
      }
    }
  }
}
