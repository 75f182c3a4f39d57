package io.pinelink.cli;

import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The host that a command is about, as people paste it. */
final class HostArgument {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "HOST",
      description =
          "The host of an index, in public or private form; https://, a trailing slash or dot, and"
              + " upper case do not matter.")
  String text = "";

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      description = "A domain of your own that index hosts end in, besides pinecone.io.")
  List<String> domains = new ArrayList<>();

  /** What was given, taken apart; what is no host ends the command with the reason. */
  IndexHost parsed() {
    return parsed(text);
  }

  IndexHost parsed(String host) {
    try {
      return IndexHost.parse(host, domains);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }
}
