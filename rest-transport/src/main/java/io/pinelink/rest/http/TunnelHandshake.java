package io.pinelink.rest.http;

import io.pinelink.network.HttpProxy;
import io.pinelink.spi.ConnectRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.reactor.IOSession;

/** A request to an HTTP proxy for a tunnel to a target ({@code CONNECT}), and its response. */
final class TunnelHandshake {
  private static final int MAX_HEAD = 8 * 1_024;
  private static final Pattern STATUS =
      Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \r].*", Pattern.DOTALL);

  private final HttpProxy proxy;
  private final ByteBuffer request;
  private final StringBuilder head = new StringBuilder();

  TunnelHandshake(HttpProxy proxy, InetSocketAddress target) {
    this.proxy = proxy;
    this.request = ByteBuffer.wrap(ConnectRequest.bytes(proxy, target));
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
   * @throws ConnectException if the proxy refuses
   */
  boolean read(IOSession session) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    // Byte by byte, since the bytes after the head belong to the tunnel.
    while (true) {
      int count = session.read(one.clear());
      if (count < 0) {
        throw new ConnectException("the proxy " + proxy + " closed the connection");
      }
      if (count == 0) {
        return false;
      }
      head.append((char) one.get(0));
      if (head.length() > MAX_HEAD) {
        throw new ConnectException("the proxy " + proxy + " sent no valid response to CONNECT");
      }
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        if (isOpen()) {
          return true;
        }
        head.setLength(0);
      }
    }
  }

  /** Returns whether the response opens the tunnel; false for an informational one before it. */
  private boolean isOpen() throws ConnectException {
    Matcher matcher = STATUS.matcher(head);
    // No other part of the response is repeated, since it may quote the credentials.
    int status = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (status >= 200 && status < 300) {
      return true;
    }
    if (status >= 100 && status < 200 && status != 101) {
      return false;
    }
    throw new ConnectException(
        "the proxy "
            + proxy
            + " answered "
            + (status == 0 ? "with something other than HTTP" : "HTTP " + status));
  }
}
