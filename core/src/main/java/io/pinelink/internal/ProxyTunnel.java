package io.pinelink.internal;

import io.pinelink.routing.HttpProxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Has an HTTP proxy lead a connection on, by {@code CONNECT}. */
final class ProxyTunnel {
  private ProxyTunnel() {}

  /**
   * Asks the proxy at the other end of the socket to lead on to the target.
   *
   * @return the socket, which leads there now
   * @throws ConnectException if the proxy does not
   */
  static Socket open(Socket socket, InetSocketAddress target, HttpProxy proxy) throws IOException {
    String name =
        target.isUnresolved() ? target.getHostString() : target.getAddress().getHostAddress();
    String authority = (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + target.getPort();
    StringBuilder request =
        new StringBuilder("CONNECT ")
            .append(authority)
            .append(" HTTP/1.1\r\nHost: ")
            .append(authority)
            .append("\r\n");
    proxy
        .credentials()
        .ifPresent(
            who -> request.append("Proxy-Authorization: Basic ").append(basic(who)).append("\r\n"));
    socket
        .getOutputStream()
        .write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    HttpHead answer = HttpHead.read(socket.getInputStream());
    if (!answer.isSuccess()) {
      throw new ConnectException("the proxy " + proxy + " answered: " + answer.statusLine());
    }
    return socket;
  }

  private static String basic(HttpProxy.Credentials who) {
    byte[] text = (who.user() + ":" + who.password()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(text);
  }
}
