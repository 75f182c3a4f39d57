package io.pinelink.benchmarks.bulk;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An index of the server that counts.
 *
 * @param port where it is dialled on localhost
 * @param authority the PEM file of the server's authority
 */
record CountedIndex(String host, int port, Path authority, String apiKey) {
  /** From four arguments of a command line, the first of them at {@code first}. */
  static CountedIndex of(int first, String... args) {
    return new CountedIndex(
        args[first], Integer.parseInt(args[first + 1]), Path.of(args[first + 2]), args[first + 3]);
  }

  /** A client of its server, whose upserts are counted. */
  Pinelink client(Protocol protocol, AtomicLong calls, AtomicLong failures) {
    return Pinelink.builder()
        .apiKey(apiKey)
        .tls(TlsOptions.trustOnly(authority))
        .connect(ConnectRule.forHost(host).dial("localhost", port))
        .protocols(protocol)
        .decorator(next -> new CallCounter(next, calls, failures))
        .build();
  }
}
