package io.pinelink.spi.dial;

import io.pinelink.internal.failure.ProxyTunnelException;
import io.pinelink.network.HttpProxy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The response of a proxy to a {@link ConnectRequest}, read byte by byte, since the bytes after its
 * head belong to the tunnel. Informational responses before it are skipped. No part of it but the
 * status is repeated, since it may quote the credentials.
 */
public final class ConnectResponse {
  private static final int MAX_HEAD = 8 * 1_024;
  private static final int MAX_INFORMATIONAL = 100;
  private static final String END = "\r\n\r\n";
  private static final Pattern STATUS =
      Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \r].*", Pattern.DOTALL);

  private final HttpProxy proxy;
  private final StringBuilder head = new StringBuilder();
  private int informational;

  /** Creates a response of which nothing has been read. */
  public ConnectResponse(HttpProxy proxy) {
    this.proxy = proxy;
  }

  /**
   * Adds the next byte.
   *
   * @return whether the tunnel is open, so that the next byte is not part of the response
   * @throws ProxyTunnelException if the proxy refuses, or this is not a response
   */
  public boolean read(byte next) throws ProxyTunnelException {
    head.append((char) (next & 0xFF));
    if (head.length() > MAX_HEAD) {
      throw ConnectExceptions.proxyNotHttp(proxy);
    }
    int start = head.length() - END.length();
    if (start < 0 || head.indexOf(END, start) < 0) {
      return false;
    }
    Matcher matcher = STATUS.matcher(head);
    int status = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    head.setLength(0);
    if (status >= 200 && status < 300) {
      return true;
    }
    if (status >= 100 && status < 200 && status != 101 && informational < MAX_INFORMATIONAL) {
      informational++;
      return false;
    }
    throw status == 0
        ? ConnectExceptions.proxyNotHttp(proxy)
        : ConnectExceptions.proxyRefused(proxy, status);
  }
}
