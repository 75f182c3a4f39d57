package io.pinelink.cli.connection;

import io.pinelink.doctor.DiagnosisOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The name servers that a diagnosis asks in addition to this machine's and the cloud's. */
public final class ResolverOptions {
  private static final int DNS_PORT = 53;

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS[:PORT]",
      converter = ListenText.Converter.class,
      description =
          "A name server to compare with this machine's, such as the second address of a VPC."
              + " May be repeated. The cloud's own is asked too.")
  List<ListenText> resolvers = new ArrayList<>();

  /**
   * Returns the options of a diagnosis.
   *
   * @throws IllegalArgumentException if an address is a name that does not resolve, or a port is 0
   */
  public DiagnosisOptions diagnosis() {
    DiagnosisOptions.Builder options = DiagnosisOptions.builder();
    for (ListenText text : resolvers) {
      int port = text.hasPort() ? text.address().port() : DNS_PORT;
      options.resolver(text.at(port));
    }
    return options.build();
  }
}
