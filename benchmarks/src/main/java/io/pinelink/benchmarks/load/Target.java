package io.pinelink.benchmarks.load;

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
}
