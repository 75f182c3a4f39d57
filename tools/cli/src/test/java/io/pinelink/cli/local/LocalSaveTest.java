package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import io.pinelink.cli.RunningLocal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the options of the data directory. */
class LocalSaveTest {
  @TempDir Path directory;

  private static String call(RunningLocal local, String method, String path, String body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://" + local.facts().at("/indexes/0/host").asText() + path))
                .header("Api-Key", "any")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private RunningLocal start(String... more) throws Exception {
    String[] arguments = {"--port", "0", "--index", "docs:2", "--data", directory + "/data"};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return new RunningLocal(all);
  }

  @Test
  void theNextServerContinuesWithTheDataAndThePorts() throws Exception {
    String host;
    try (RunningLocal local = start()) {
      host = local.facts().at("/indexes/0/host").asText();
      call(local, "POST", "/vectors/upsert", "{\"vectors\":[{\"id\":\"a\",\"values\":[1,2]}]}");
    }
    try (RunningLocal local = start("--save", "0.5s")) {
      assertThat(local.facts().at("/indexes/0/host").asText()).isEqualTo(host);
      assertThat(call(local, "GET", "/vectors/fetch?ids=a", "")).contains("[1.0,2.0]");
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsAFailureAndNotWrongUsage() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    Run run = Run.of("local", "--port", "0", "--data", file + "/data");

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err()).contains("cannot write to the data directory " + file + "/data");
  }

  @Test
  void aTimeToSaveNeedsADirectoryAndAForm() {
    assertThat(Run.of("local", "--save", "always").err()).contains("--save needs --data");
    for (String text : new String[] {"never", "10", "0s", "-1s"}) {
      Run run = Run.of("local", "--data", directory.toString(), "--save", text);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("always, forced, stop or a time such as 10s");
    }
  }
}
