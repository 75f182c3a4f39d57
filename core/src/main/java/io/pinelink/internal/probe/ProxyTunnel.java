package io.pinelink.internal.probe;

import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.ConnectExceptions;
import io.pinelink.spi.dial.ConnectRequest;
import io.pinelink.spi.dial.ConnectResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Opens tunnels through HTTP proxies with {@code CONNECT}. */
final class ProxyTunnel {
  private ProxyTunnel() {}

  /**
   * Requests a tunnel to the target from the proxy to which the socket is connected. Returns the
   * socket; fails if the proxy refuses, or closes the connection.
   */
  static Socket open(Socket socket, InetSocketAddress target, HttpProxy proxy) throws IOException {
    socket.getOutputStream().write(ConnectRequest.bytes(proxy, target));
    ConnectResponse response = new ConnectResponse(proxy);
    boolean open = false;
    while (!open) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw ConnectExceptions.proxyClosed(proxy);
      }
      open = response.read((byte) next);
    }
    return socket;
  }
}
