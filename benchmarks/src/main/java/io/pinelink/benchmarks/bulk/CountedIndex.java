package io.pinelink.benchmarks.bulk;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An index of the counting server.
 *
 * @param port the port to dial on localhost
 * @param authority the PEM file of the server's authority
 */
record CountedIndex(String host, int port, Path authority, String apiKey) {
  /** Parses four command line arguments that start at position {@code first}. */
  static CountedIndex of(int first, String... args) {
    return new CountedIndex(
        args[first], Integer.parseInt(args[first + 1]), Path.of(args[first + 2]), args[first + 3]);
  }

  /** Returns a client of the server whose upserts are counted. */
  Pinelink client(Protocol protocol, AtomicLong calls, AtomicLong failures) {
    return Pinelink.builder()
        .apiKey(apiKey)
        .tls(TlsOptions.trustOnly(authority))
        .connectRule(ConnectRule.forHost(host).dial("localhost", port))
        .protocols(protocol)
        .decorator(next -> new CallCounter(next, calls, failures))
        .build();
  }
}
