package io.pinelink.cli.local;

import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a local server whether it is ready, for health checks in images that have no curl. */
@Command(
    name = "health",
    description =
        "Asks a server that pinelink local runs on this machine whether it is ready, and prints its"
            + " response. Made for the health checks of containers.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:ready, even if the server refuses the call: 400, 403, 429 or 501 with JSON",
      "1:not ready within 5 seconds, or not reachable",
      "2:invalid usage"
    })
public final class HealthCommand implements Callable<Integer> {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Set<Integer> REFUSALS = Set.of(400, 403, 429, 501);

  @Spec CommandSpec command = CommandSpec.create();

  public LocalEnvironment variables = new LocalEnvironment(Map.of());

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description =
          "The address to ask, http:// only. Default: http://127.0.0.1:PORT/_pinelink/health, with"
              + " PORT of the environment or 5080. With INDEX_TYPE it is the statistics of the only"
              + " index, on PORT or 5081.")
  @Nullable String url;

  @Override
  public Integer call() {
    URI address = address();
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK && !isRefusalOfServer(connection, status)) {
        throw new FailedCommand(
            ExitCode.FAILED, "not ready: " + address + " returned HTTP " + status);
      }
      try (InputStream body =
          status == HttpURLConnection.HTTP_OK
              ? connection.getInputStream()
              : connection.getErrorStream()) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        command.commandLine().getOut().println(text.strip());
      }
    } catch (IOException e) {
      throw new FailedCommand(ExitCode.FAILED, "not ready: " + address + " is not reachable", e);
    }
    return ExitCode.DONE.code();
  }

  /**
   * Returns whether the server refuses the call although it is ready: a rate limit, a quota, a
   * forbidden call, or statistics that it does not offer, as faults simulate them.
   */
  private static boolean isRefusalOfServer(HttpURLConnection connection, int status) {
    String type = connection.getContentType();
    return REFUSALS.contains(status)
        && type != null
        && type.startsWith("application/json")
        && connection.getErrorStream() != null;
  }

  private URI address() {
    try {
      URI address = new URI(url == null ? byDefault() : url);
      if ("http".equals(address.getScheme()) && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Reported below.
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
    throw new ParameterException(
        command.commandLine(), "'" + url + "' is not a URL with http:// and a host");
  }

  private String byDefault() {
    boolean single = variables.hasIndex();
    int port =
        variables.port().orElse(single ? LocalEnvironment.INDEX_PORT : StartedServer.DEFAULT_PORT);
    return "http://127.0.0.1:" + port + (single ? "/describe_index_stats" : "/_pinelink/health");
  }
}
