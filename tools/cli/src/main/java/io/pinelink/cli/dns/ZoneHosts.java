package io.pinelink.cli.dns;

import io.pinelink.cli.connection.HostArgument;
import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The hosts of indexes that share a private zone. */
public final class ZoneHosts {
  @Mixin HostArgument first = new HostArgument();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "HOST",
      description = "The hosts of further indexes in the same environment.")
  List<String> others = new ArrayList<>();

  /** Returns the hosts. Ends the command with an error if one is local or they share no zone. */
  public List<IndexHost> parsed() {
    List<IndexHost> hosts =
        Stream.concat(Stream.of(first.text), others.stream()).map(this::parsed).toList();
    List<String> zones =
        hosts.stream().map(host -> host.privateZone().orElseThrow()).distinct().toList();
    if (zones.size() > 1) {
      throw refused(
          "the hosts are in the zones "
              + zones
              + ", but a private endpoint leads to one; run the command for each");
    }
    return hosts;
  }

  private IndexHost parsed(String text) {
    IndexHost host = first.parsed(text);
    if (host.isLocal()) {
      throw refused(
          "host '%s' has no private form and needs no records: its second label is not 'svc'"
              .formatted(host));
    }
    return host;
  }

  /** Returns the error that ends the command. */
  public ParameterException refused(String reason) {
    return first.refused(reason);
  }

  /** Prints the steps that follow to the standard error, which a file does not receive. */
  public void printSteps(String text) {
    first.command.commandLine().getErr().print(text);
    first.command.commandLine().getErr().flush();
  }

  /** Prints a text to the standard output. */
  public void print(String text) {
    first.command.commandLine().getOut().print(text);
    first.command.commandLine().getOut().flush();
  }
}
