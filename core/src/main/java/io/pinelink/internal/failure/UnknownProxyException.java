package io.pinelink.internal.failure;

import io.pinelink.network.HttpProxy;
import java.net.UnknownHostException;
import java.util.Objects;

/**
 * The failure to resolve the name of a route's proxy. The name of the route's host may still
 * resolve.
 */
public final class UnknownProxyException extends UnknownHostException {
  private static final long serialVersionUID = 1;

  /** Creates the exception for a proxy whose name does not resolve. */
  public UnknownProxyException(HttpProxy proxy) {
    super(
        "the name of the proxy %s does not resolve"
            .formatted(Objects.requireNonNull(proxy, "proxy is null")));
  }
}
