package io.pinelink.rest.http;

import io.pinelink.internal.failure.ProxyTunnelException;
import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.ConnectExceptions;
import io.pinelink.spi.dial.ConnectRequest;
import io.pinelink.spi.dial.ConnectResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.apache.hc.core5.reactor.IOSession;

/** A request to an HTTP proxy for a tunnel to a target ({@code CONNECT}), and its response. */
final class TunnelHandshake {
  private final HttpProxy proxy;
  private final ByteBuffer request;
  private final ConnectResponse response;

  TunnelHandshake(HttpProxy proxy, InetSocketAddress target) {
    this.proxy = proxy;
    this.request = ByteBuffer.wrap(ConnectRequest.bytes(proxy, target));
    this.response = new ConnectResponse(proxy);
  }

  /** Writes as much of the request as the socket accepts. */
  void write(IOSession session) throws IOException {
    session.write(request);
    if (request.hasRemaining()) {
      session.setEvent(SelectionKey.OP_WRITE);
    } else {
      session.clearEvent(SelectionKey.OP_WRITE);
    }
  }

  /**
   * Reads the available bytes of the response.
   *
   * @return whether the tunnel is open
   * @throws ProxyTunnelException if the proxy refuses, or closes the connection
   */
  boolean read(IOSession session) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    // Byte by byte, since the bytes after the head belong to the tunnel.
    while (true) {
      int count = session.read(one.clear());
      if (count < 0) {
        throw ConnectExceptions.proxyClosed(proxy);
      }
      if (count == 0) {
        return false;
      }
      if (response.read(one.get(0))) {
        return true;
      }
    }
  }
}
