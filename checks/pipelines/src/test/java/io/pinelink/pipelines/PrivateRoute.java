package io.pinelink.pipelines;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The private route to an embedded server. */
final class PrivateRoute {
  private PrivateRoute() {}

  /**
   * Returns the options of a connector that reaches the server over the private route with TLS.
   *
   * @param authority the file with the server's certificate authority
   */
  static Map<String, String> options(EmbeddedPinecone server, Path authority) {
    Map<String, String> options = new TreeMap<>();
    options.put("control.plane", "https://localhost:" + server.address(Listener.CONTROL).getPort());
    options.put("tls.ca.file", authority.toString());
    options.put("route.policy", "private-required");
    options.put("route.allow.loopback", "true");
    options.put(
        "route.connect.rules",
        "*.pinecone.io=127.0.0.1:" + server.address(Listener.PRIVATE_DATA).getPort());
    return options;
  }
}
