package io.pinelink.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The interface under {@code /_pinelink/} of an embedded server on this machine. Only servers on
 * loopback have it: nothing of it is ever sent to the service.
 */
final class ConsoleServerControls {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 40_000;
  private static final int FIRST_READ_MILLIS = 5_000;

  private final URI controlPlane;
  private final @Nullable String token;
  private final @Nullable SSLSocketFactory sockets;

  private ConsoleServerControls(
      URI controlPlane, @Nullable String token, @Nullable SSLSocketFactory sockets) {
    this.controlPlane = controlPlane;
    this.token = token;
    this.sockets = sockets;
  }

  /**
   * Returns the interface of a server; empty if the control plane is none on this machine.
   *
   * @param token the token of the interface; null if it has none
   * @param authorities the authorities of the server in a PEM file; null for the JVM's
   */
  static Optional<ConsoleServerControls> of(
      String controlPlane, @Nullable String token, @Nullable Path authorities) {
    return onLoopback(controlPlane)
        .map(
            address ->
                new ConsoleServerControls(
                    address, token, authorities == null ? null : TrustedSockets.of(authorities)))
        .filter(ConsoleServerControls::isEmbedded);
  }

  /** Returns the address of a control plane on loopback; empty for any other one. */
  static Optional<URI> onLoopback(String controlPlane) {
    String text = controlPlane.strip().replaceFirst("/+$", "");
    URI uri = URI.create(text.contains("://") ? text : "http://" + text);
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean loopback =
        host.equals("localhost")
            || host.endsWith(".localhost")
            || host.matches("127(\\.[0-9]{1,3}){3}")
            || host.equals("[::1]");
    return loopback ? Optional.of(uri) : Optional.empty();
  }

  /** Returns whether an embedded server is at the address. */
  private boolean isEmbedded() {
    try {
      HttpURLConnection connection = open("health");
      connection.setReadTimeout(FIRST_READ_MILLIS);
      if (connection.getResponseCode() != 200) {
        return false;
      }
      ConsoleJson.parse(read(connection));
      return true;
    } catch (IOException | ApiFailure e) {
      return false;
    }
  }

  Map<String, @Nullable Object> get(String path) {
    return call("GET", path, null);
  }

  /** Adds a fault. */
  Map<String, @Nullable Object> post(String path, Map<String, @Nullable Object> body) {
    return call("POST", path, body);
  }

  void delete(String path) {
    call("DELETE", path, null);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Map<String, @Nullable Object> call(
      String method, String path, @Nullable Map<String, @Nullable Object> body) {
    try {
      HttpURLConnection connection = open(path);
      connection.setRequestMethod(method);
      connection.setReadTimeout(READ_MILLIS);
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
          out.write(ConsoleJson.bytes(body));
        }
      }
      int status = connection.getResponseCode();
      byte[] response = read(connection);
      if (status >= 400) {
        throw new ApiFailure(status == 404 ? 404 : 400, message(status, response));
      }
      return response.length == 0 ? Map.of() : ConsoleJson.parse(response);
    } catch (IOException e) {
      throw new ApiFailure(502, "the embedded server at " + controlPlane + " does not respond");
    }
  }

  private static String message(int status, byte[] response) {
    try {
      if (ConsoleJson.parse(response).get("error") instanceof Map<?, ?> error
          && error.get("message") instanceof String message) {
        return message;
      }
    } catch (ApiFailure e) {
      // Not the server's JSON.
    }
    return "the embedded server responded with HTTP " + status;
  }

  private HttpURLConnection open(String path) throws IOException {
    URI address = URI.create(controlPlane + "/_pinelink/" + path);
    HttpURLConnection connection =
        (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    if (token != null) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
    }
    if (sockets != null && connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(sockets);
    }
    return connection;
  }

  private static byte[] read(HttpURLConnection connection) throws IOException {
    InputStream body =
        connection.getResponseCode() >= 400
            ? connection.getErrorStream()
            : connection.getInputStream();
    if (body == null) {
      return new byte[0];
    }
    try (body) {
      return body.readAllBytes();
    }
  }
}
