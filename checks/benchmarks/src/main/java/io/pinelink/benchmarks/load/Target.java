package io.pinelink.benchmarks.load;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The server that a client calls.
 *
 * @param port the port on localhost
 * @param authority the PEM file of the authority of the server's certificate; null for plaintext
 */
record Target(int port, @Nullable Path authority) {
  String host() {
    return "localhost:" + port;
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
