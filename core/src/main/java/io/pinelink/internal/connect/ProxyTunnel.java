package io.pinelink.internal.connect;

import io.pinelink.network.HttpProxy;
import io.pinelink.spi.ConnectRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

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
    socket.getOutputStream().write(ConnectRequest.bytes(proxy, target));
    HttpHead answer = HttpHead.read(socket.getInputStream());
    if (!answer.isSuccess()) {
      throw new ConnectException("the proxy " + proxy + " answered " + answer.status());
    }
    return socket;
  }
}
