package io.pinelink.network;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Objects;

/** The failure to open a tunnel through a route's proxy. No request was sent. */
public final class ProxyTunnelException extends ConnectException {
  private static final long serialVersionUID = 1;

  private final boolean refusal;

  private ProxyTunnelException(HttpProxy proxy, String what, boolean refusal) {
    super("the proxy " + proxy + " " + what);
    this.refusal = refusal;
  }

  /** Creates the exception for a proxy to which there is no connection. */
  public static ProxyTunnelException unreachable(HttpProxy proxy, Throwable cause) {
    Objects.requireNonNull(proxy, "proxy");
    ProxyTunnelException unreachable =
        new ProxyTunnelException(proxy, "cannot be reached: " + cause.getMessage(), false);
    unreachable.initCause(cause);
    return unreachable;
  }

  /** Creates the exception for a proxy that closed the connection instead of answering. */
  public static ProxyTunnelException closed(HttpProxy proxy) {
    Objects.requireNonNull(proxy, "proxy");
    return new ProxyTunnelException(proxy, "closed the connection", false);
  }

  /** Creates the exception for a proxy that did not answer in time, or not completely. */
  public static ProxyTunnelException silent(HttpProxy proxy, Duration max) {
    Objects.requireNonNull(proxy, "proxy");
    return new ProxyTunnelException(
        proxy, "did not answer CONNECT within " + ConnectPhaseTimeoutException.text(max), false);
  }

  /**
   * Creates the exception for a proxy that refused. Its response appears as the status only, since
   * the rest may repeat the credentials.
   */
  public static ProxyTunnelException refused(HttpProxy proxy, int status) {
    Objects.requireNonNull(proxy, "proxy");
    return new ProxyTunnelException(proxy, "answered HTTP " + status, true);
  }

  /** Creates the exception for a response that is not one to {@code CONNECT}. */
  public static ProxyTunnelException notHttp(HttpProxy proxy) {
    Objects.requireNonNull(proxy, "proxy");
    return new ProxyTunnelException(proxy, "answered with something other than HTTP", true);
  }

  /** Returns whether the proxy answered, and did not open the tunnel. */
  public boolean isRefusal() {
    return refusal;
  }
}
