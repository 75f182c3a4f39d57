package io.pinelink.testcontainers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;

/** The HTTP interface of the server itself, at a URL and with its token. */
final class ServerApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int FIRST_REFUSAL = 400;

  private final String url;
  private final String token;

  ServerApi(String url, String token) {
    this.url = url;
    this.token = token;
  }

  String call(String method, String path, String body) {
    Objects.requireNonNull(method, "method is null");
    Objects.requireNonNull(path, "path is null");
    Objects.requireNonNull(body, "body is null");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/_pinelink/" + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body, UTF_8))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() >= FIRST_REFUSAL) {
      throw new IllegalStateException(
          method
              + " /_pinelink/"
              + path
              + " returned HTTP "
              + response.statusCode()
              + ": "
              + response.body());
    }
    return response.body();
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .build()
          .send(request, BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a call of the server", e);
    }
  }
}
