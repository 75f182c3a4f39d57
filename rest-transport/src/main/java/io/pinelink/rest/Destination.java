package io.pinelink.rest;

import io.pinelink.routing.Route;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a connection is for. Calls share connections only where all of it is equal: another logical
 * host never does, even behind the same address.
 */
record Destination(
    String host, int port, boolean plaintext, List<InetSocketAddress> dial, String authority) {
  static Destination of(Route route) {
    return new Destination(
        route.host(), route.port(), route.plaintext(), route.dial(), route.authority());
  }

  /** Scheme, logical host and port, which name resolution and TLS start from. */
  String baseUrl() {
    return (plaintext ? "http://" : "https://") + host + ":" + port;
  }
}
