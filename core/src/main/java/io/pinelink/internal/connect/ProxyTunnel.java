package io.pinelink.internal.connect;

import io.pinelink.network.HttpProxy;
import io.pinelink.spi.ConnectRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Opens tunnels through HTTP proxies with {@code CONNECT}. */
final class ProxyTunnel {
  private ProxyTunnel() {}

  /**
   * Requests a tunnel to the target from the proxy to which the socket is connected.
   *
   * @return the socket, now connected to the target
   * @throws ConnectException if the proxy refuses
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
