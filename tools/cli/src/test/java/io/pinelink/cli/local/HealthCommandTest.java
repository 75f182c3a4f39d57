package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pinelink.cli.Main;
import io.pinelink.cli.Run;
import io.pinelink.cli.RunningLocal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HealthCommandTest {
  @Test
  void theHealthOfARunningServerIsPrinted() {
    try (RunningLocal local = new RunningLocal("--port", "0")) {
      int port = local.port("/controlPlaneAddress");

      Run run = run(Map.of("PORT", String.valueOf(port)), "health");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("\"ready\"", "127.0.0.1:" + port);
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void theOnlyIndexOfTheEnvironmentAnswersForItsServer() {
    Map<String, String> environment =
        Map.of("PORT", "0", "INDEX_TYPE", "serverless", "DIMENSION", "2");
    try (RunningLocal local = new RunningLocal(environment)) {
      int port = local.port("/indexes/0/host");

      Run run = run(Map.of("PORT", String.valueOf(port), "INDEX_TYPE", "serverless"), "health");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("\"dimension\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          429 | application/json | {"code":8,"message":"You've reached your read unit limit for the current month (1000000)."} | 0
          429 | application/json | {"code":8,"message":"too many requests"} | 0
          403 | application/json | {"code":7,"message":"forbidden"}         | 0
          501 | application/json | {"code":12,"message":"not yet supported on indexes with document schemas"} | 0
          403 | text/html        | <html>Blocked by the proxy</html>        | 1
          503 | application/json | {"code":14,"message":"starting"}         | 1
          """)
  void aRefusalIsNoOutage(int status, String type, String body, int exitCode) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String port = String.valueOf(server.getAddress().getPort());

      Run run = run(Map.of("PORT", port, "INDEX_TYPE", "serverless"), "health");

      assertThat(run.exitCode()).isEqualTo(exitCode);
      assertThat(run.out().strip()).isEqualTo(exitCode == 0 ? body : "");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerThatWasStoppedIsNotReady() {
    RunningLocal local = new RunningLocal("--port", "0");
    int port = local.port("/controlPlaneAddress");
    local.close();

    Run run = run(Map.of("PORT", String.valueOf(port)), "health");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(
            "pinelink: not ready: http://127.0.0.1:" + port + "/_pinelink/health is not reachable");
  }

  @Test
  void anotherStatusThanOkIsNotReady() {
    try (RunningLocal local = new RunningLocal("--port", "0")) {
      String url = "http://127.0.0.1:" + local.port("/controlPlaneAddress") + "/indexes";

      Run run = run(Map.of(), "health", url);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).startsWith("pinelink: not ready: " + url + " returned HTTP 401");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost:5080", "localhost:5080", "http:///health", "a b"})
  void addressesOfAnotherFormAreRefused(String url) {
    Run run = run(Map.of(), "health", url);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("pinelink: '" + url + "' is not a URL with http:// and a host");
  }

  private static Run run(Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(environment);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return new Run(line.execute(args), out.toString(), err.toString());
  }
}
