package io.pinelink.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A request whose headers are all chosen by a test, and its response. */
record RawRequest(int status, Map<String, String> headers, String body) {
  /**
   * Sends a request.
   *
   * @param head method and path, then the headers, one a line
   */
  static RawRequest send(String address, String body, String... head) {
    StringBuilder text = new StringBuilder(head[0]).append(" HTTP/1.1\r\n");
    for (int i = 1; i < head.length; i++) {
      text.append(head[i]).append("\r\n");
    }
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    text.append("Content-Length: ").append(content.length).append("\r\nConnection: close\r\n\r\n");
    int port = URI.create(address).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(content);
      return parsed(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawRequest parsed(String response) {
    int end = response.indexOf("\r\n\r\n");
    String[] lines = response.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    return new RawRequest(
        Integer.parseInt(lines[0].split(" ", -1)[1]), headers, response.substring(end + 4));
  }
}
