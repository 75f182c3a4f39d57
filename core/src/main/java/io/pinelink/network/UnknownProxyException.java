package io.pinelink.network;

import java.net.UnknownHostException;

/** The name of the proxy that a route goes through has no answer; the route's own may have one. */
public final class UnknownProxyException extends UnknownHostException {
  private static final long serialVersionUID = 1;

  /** There is no answer for this proxy's name. */
  public UnknownProxyException(HttpProxy proxy) {
    super("the name of the proxy " + proxy + " does not resolve");
  }
}
