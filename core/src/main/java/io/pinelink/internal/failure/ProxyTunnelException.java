package io.pinelink.internal.failure;

import io.pinelink.network.HttpProxy;
import java.net.ConnectException;
import java.util.Objects;

/** The failure to open a tunnel through a route's proxy. No request was sent. */
public final class ProxyTunnelException extends ConnectException {
  private static final long serialVersionUID = 1;

  private final boolean refusal;

  /**
   * Creates the exception for a proxy.
   *
   * @param predicate what the proxy did, as the rest of a sentence about it
   * @param refusal whether the proxy answered
   */
  public ProxyTunnelException(HttpProxy proxy, String predicate, boolean refusal) {
    super(
        "the proxy %s %s"
            .formatted(
                Objects.requireNonNull(proxy, "proxy is null"),
                Objects.requireNonNull(predicate, "predicate is null")));
    this.refusal = refusal;
  }

  /** Returns whether the proxy answered, and did not open the tunnel. */
  public boolean isRefusal() {
    return refusal;
  }
}
