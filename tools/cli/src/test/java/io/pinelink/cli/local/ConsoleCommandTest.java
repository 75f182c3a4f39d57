package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import io.pinelink.cli.RunningLocal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleCommandTest {
  @Test
  void anApiKeyIsNeeded() {
    Run run = Run.of("console");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no API key: set PINECONE_API_KEY or --api-key");
  }

  @Test
  void invalidOptionsAreRefused() {
    Map<String, String> key = Map.of("PINECONE_API_KEY", "pcsk_console");

    assertThat(Run.of(key, "console", "--port", "70000").err())
        .contains("--port is 70000, expected 0 to 65535");
    assertThat(Run.of(key, "console", "--family", "records").err())
        .contains("--family needs --host");
    assertThat(Run.of(key, "console", "--host", "not a host").exitCode()).isEqualTo(2);
    assertThat(Run.of("local", "--console", "70000").err())
        .contains("--console is 70000, expected 0 to 65535");
  }

  @Test
  void theLocalServerHasAConsoleOfItsOwn() throws Exception {
    try (RunningLocal local = new RunningLocal("--port", "0", "--index", "docs:2", "--console")) {
      String link = local.err().strip().replaceFirst("pinelink: console: ", "");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(link.replaceFirst("#.*", "api/indexes")))
              .header("Authorization", "Bearer " + link.replaceFirst(".*=", ""))
              .build();

      HttpResponse<String> indexes =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

      assertThat(indexes.statusCode()).isEqualTo(200);
      assertThat(indexes.body()).contains("\"docs\"");
      assertThat(local.stop()).isZero();
    }
  }
}
