package io.pinelink.spi.dial;

import io.pinelink.network.HttpProxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The request that asks an HTTP proxy for a tunnel to a target (RFC 9110, section 9.3.6). */
public final class ConnectRequest {
  private ConnectRequest() {}

  /**
   * Returns the request as it is sent, with the proxy's credentials, if any.
   *
   * @param target the end of the tunnel; if it is unresolved, the proxy resolves its name
   */
  public static byte[] bytes(HttpProxy proxy, InetSocketAddress target) {
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
            credentials ->
                request
                    .append("Proxy-Authorization: Basic ")
                    .append(basic(credentials))
                    .append("\r\n"));
    return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String basic(HttpProxy.Credentials credentials) {
    byte[] text =
        (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(text);
  }
}
