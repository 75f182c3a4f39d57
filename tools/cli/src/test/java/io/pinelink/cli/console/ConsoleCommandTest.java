package io.pinelink.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import io.pinelink.cli.RunningLocal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void theLocalServerHasAConsoleOfItsOwn() {
    try (RunningLocal local = new RunningLocal("--port", "0", "--index", "docs:2", "--console")) {
      String link = local.err().strip().replaceFirst("pinelink: console: ", "");
      String address = link.replaceFirst("/#.*", "");

      RawRequest indexes =
          RawRequest.send(
              address,
              "",
              "GET /api/indexes",
              "Host: " + URI.create(address).getAuthority(),
              "Authorization: Bearer " + link.replaceFirst(".*=", ""));

      assertThat(indexes.status()).isEqualTo(200);
      assertThat(indexes.body()).contains("\"docs\"");
      assertThat(local.stop()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5080",
        "localhost:5080",
        "https://localhost:5080/",
        "127.0.0.1:5080",
        "http://[::1]:5080",
        "docs.localhost:5080"
      })
  void onlyAControlPlaneOnLoopbackCanBeAnEmbeddedServer(String local) {
    assertThat(ConsoleServerControls.onLoopback(local)).isPresent();
    for (String other : new String[] {"api.pinecone.io", "https://10.0.0.1", "127.0.0.1.nip.io"}) {
      assertThat(ConsoleServerControls.onLoopback(other)).isEqualTo(Optional.empty());
    }
  }
}
