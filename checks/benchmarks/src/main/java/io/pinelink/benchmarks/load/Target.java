package io.pinelink.benchmarks.load;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The server that a client calls.
 *
 * @param name the server's name
 * @param port its port
 * @param authority the PEM file of the authority of the server's certificate; null for plaintext
 */
record Target(String name, int port, @Nullable Path authority) {
  /** Returns the server at an address: a port on localhost, or a name, a colon and a port. */
  static Target of(String address, @Nullable Path authority) {
    int colon = address.indexOf(':');
    String name = colon < 0 ? "localhost" : address.substring(0, colon);
    return new Target(name, Integer.parseInt(address.substring(colon + 1)), authority);
  }

  String host() {
    return name + ":" + port;
  }

  /** Returns a builder for Pinelink's client that trusts the server. */
  Pinelink.Builder pinelink(Protocol protocol) {
    Pinelink.Builder builder = Pinelink.builder().apiKey(Requests.KEY).protocols(protocol);
    return authority == null ? builder : builder.tls(TlsOptions.trustOnly(authority));
  }

  /** Returns the host in the form that Pinelink's clients open. */
  String pinelinkHost() {
    return (authority == null ? "" : "https://") + host();
  }
}
