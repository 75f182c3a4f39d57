package io.pinelink.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A caller of the interface of a server in local mode. */
final class ApiCaller {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String root;

  /** Creates a caller in plaintext over HTTP/1.1. */
  ApiCaller(EmbeddedPinecone server) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), "http", server);
  }

  private ApiCaller(HttpClient client, String scheme, EmbeddedPinecone server) {
    this.client = client;
    this.root =
        scheme + "://localhost:" + server.address(Listener.CONTROL).getPort() + "/_pinelink/";
  }

  /** Returns a caller over TLS and HTTP/2. */
  static ApiCaller overTls(EmbeddedPinecone server) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", server.authority().certificate());
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return new ApiCaller(HttpClient.newBuilder().sslContext(context).build(), "https", server);
  }

  /**
   * Makes a call.
   *
   * @param headers names and values in turn
   */
  HttpResponse<String> call(String method, String path, String body, String... headers) {
    try {
      return client.send(request(method, path, body, headers), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<HttpResponse<String>> start(String path) {
    return client.sendAsync(request("GET", path, ""), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofMinutes(1));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.method(method, BodyPublishers.ofString(body)).build();
  }

  /** Returns the JSON of a response that has to have status 200. */
  JsonNode get(String path) {
    return json(call("GET", path, ""), 200);
  }

  static JsonNode json(HttpResponse<String> response, int status) {
    if (response.statusCode() != status) {
      throw new AssertionError(response.statusCode() + ": " + response.body());
    }
    return parsed(response.body());
  }

  static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
