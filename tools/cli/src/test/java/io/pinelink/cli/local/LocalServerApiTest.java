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

/** Tests the options of the server's own interface. */
class LocalServerApiTest {
  private static final String TOKEN = "token-of-the-test";

  private static int status(RunningLocal local, String path, String authorization)
      throws Exception {
    return response(local, path, authorization).statusCode();
  }

  private static HttpResponse<String> response(
      RunningLocal local, String path, String authorization) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://localhost:"
                            + local.port("/controlPlaneAddress")
                            + "/_pinelink/"
                            + path))
                .header("Authorization", authorization)
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void theRatesOfTheServiceAreEnforcedOnRequest() throws Exception {
    try (RunningLocal local = new RunningLocal("--port", "0", "--limits", "service")) {
      assertThat(response(local, "limits", "none").body())
          .contains("\"service\":true", "query requests");
    }
    try (RunningLocal local = new RunningLocal("--port", "0")) {
      assertThat(response(local, "limits", "none").body()).contains("\"service\":false");
    }
  }

  @Test
  void theTokenIsReadFromTheVariableAndNotPrinted() throws Exception {
    try (RunningLocal local =
        new RunningLocal(Map.of(ServerApiOptions.VARIABLE, TOKEN), "--port", "0")) {
      assertThat(status(local, "clock", "Bearer " + TOKEN)).isEqualTo(200);
      assertThat(status(local, "clock", "Bearer other")).isEqualTo(401);
      assertThat(status(local, "health", "none")).isEqualTo(200);
      assertThat(local.facts().toString() + local.err()).doesNotContain(TOKEN);
    }
  }

  @Test
  void theOptionTakesPrecedence() throws Exception {
    try (RunningLocal local =
        new RunningLocal(
            Map.of(ServerApiOptions.VARIABLE, "another-token-of-it"),
            "--port",
            "0",
            "--server-api-token",
            TOKEN)) {
      assertThat(status(local, "clock", "Bearer " + TOKEN)).isEqualTo(200);
    }
  }

  @Test
  void aShortTokenIsRefusedWithTheNameOfItsSource() {
    Run option = Run.of("local", "--port", "0", "--server-api-token", "short");

    assertThat(option.exitCode()).isEqualTo(2);
    assertThat(option.err())
        .contains("--server-api-token is not 16 to 1000 visible ASCII characters")
        .doesNotContain("'short'");
  }
}
