package io.pinelink.routing;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Options of a diagnosis.
 *
 * @param resolvers the name servers that {@link Diagnosis.Check#RESOLVERS} asks in addition to this
 *     machine's and the cloud's; none by default
 */
public record DiagnosisOptions(List<InetSocketAddress> resolvers) {
  private static final DiagnosisOptions DEFAULTS = new DiagnosisOptions(List.of());

  /**
   * Copies the name servers.
   *
   * @throws IllegalArgumentException if one is unresolved, or has port 0
   */
  public DiagnosisOptions {
    resolvers = List.copyOf(Objects.requireNonNull(resolvers, "resolvers is null"));
    for (InetSocketAddress server : resolvers) {
      if (server.isUnresolved() || server.getPort() == 0) {
        throw new IllegalArgumentException(
            "resolver is " + server + ", expected an IP address and a port from 1 to 65535");
      }
    }
  }

  /** Returns options without additions. */
  public static DiagnosisOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns a copy that also asks this name server, such as the one of a VPC, which is at the
   * second address of its range, port 53. It is asked over UDP for the dialled name only.
   */
  public DiagnosisOptions resolver(InetSocketAddress server) {
    Objects.requireNonNull(server, "server is null");
    return new DiagnosisOptions(Stream.concat(resolvers.stream(), Stream.of(server)).toList());
  }
}
