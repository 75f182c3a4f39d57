package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import io.pinelink.cli.RunningLocal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the option of scripted faults. */
class LocalFaultsTest {
  @TempDir Path folder;

  private String file(String json) throws IOException {
    return Files.writeString(folder.resolve("faults.json"), json.replace('\'', '"')).toString();
  }

  private static HttpResponse<String> send(RunningLocal local, String method, String path)
      throws Exception {
    String address = "http://localhost:" + local.port("/controlPlaneAddress") + path;
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .method(method, BodyPublishers.noBody())
                .header("Api-Key", "any")
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void theFaultsOfTheFileStrikeOnceTheIndexesExist() throws Exception {
    String file =
        file(
            "{'seed':7,'faults':[{'type':'status','attributes':{'status':418},"
                + "'match':{'plane':'control'},'times':1}]}");
    try (RunningLocal local =
        new RunningLocal("--port", "0", "--index", "docs:2", "--faults", file)) {
      assertThat(send(local, "GET", "/indexes").statusCode()).isEqualTo(418);
      assertThat(send(local, "GET", "/indexes").statusCode()).isEqualTo(200);

      assertThat(send(local, "POST", "/_pinelink/reset").statusCode()).isLessThan(300);
      assertThat(send(local, "GET", "/indexes").statusCode()).isEqualTo(418);
    }
  }

  @Test
  void invalidFaultsAreRefusedWithTheFileAndTheMember() throws Exception {
    String file = file("[{'type':'latency','attributes':{'latency':-1}}]");

    Run run = Run.of("local", "--port", "0", "--faults", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--faults " + file + ": faults[0].attributes.latency is -1, expected 0 to");
  }

  @Test
  void anUnknownOperationIsRefused() throws Exception {
    String file = file("{'type':'drop','match':{'operations':['upsrt']}}");

    Run run = Run.of("local", "--port", "0", "--faults", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("operation is unknown: upsrt");
  }

  @Test
  void aMissingFileIsReported() {
    Run run = Run.of("local", "--port", "0", "--faults", folder.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err()).contains("none");
  }
}
