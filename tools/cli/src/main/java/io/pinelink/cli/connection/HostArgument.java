package io.pinelink.cli.connection;

import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.RoutePolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The host argument of a command, in any form that users paste. */
public final class HostArgument {
  private static final String UNTRUSTED =
      "it is not under pinecone.io or a trusted domain, so the API key is never sent to it; if the"
          + " domain is yours, trust it with --trust-domain DOMAIN";
  private static final String NO_INDEX =
      "it is neither the host of an index, whose second label is 'svc', nor a loopback name;"
          + " expected <index>-<project>.svc.<environment>.pinecone.io, localhost, or a name under"
          + " a domain of your own with --trust-domain DOMAIN";

  @Spec(Spec.Target.MIXEE)
  public CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "HOST",
      description =
          "The host of an index, in public or private form; https://, a trailing slash or dot, and"
              + " case are ignored.")
  public String text = "";

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      description =
          "A domain of your own that index hosts end in. The API key is sent only to hosts under"
              + " pinecone.io, trusted domains and loopback; any other host is refused.")
  public List<String> domains = new ArrayList<>();

  /** Parses the host argument as {@link #parsed(String)} does. */
  public IndexHost parsed() {
    return parsed(text);
  }

  /**
   * Parses a host as the client does. Ends the command with an error if the text is not a host, or
   * if the API key would never be sent to it.
   */
  public IndexHost parsed(String host) {
    try {
      return parsed(host, domains);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Parses a host as the client does.
   *
   * @throws IllegalArgumentException if the text is not a host, or if the API key would never be
   *     sent to it
   */
  static IndexHost parsed(String host, List<String> domains) {
    TrustedDomains trusted = new TrustedDomains(domains);
    IndexHost parsed = new Router(RoutePolicy.asGiven(), List.of(), trusted).parse(host);
    if (trusted.mayReceiveKey(parsed.name())) {
      return parsed;
    }
    throw new IllegalArgumentException(
        "host '" + parsed + "' is refused: " + (parsed.isLocal() ? NO_INDEX : UNTRUSTED));
  }

  /** Ends the command with an error if the API key is never sent to this control plane. */
  public void checkControlPlane(String host) {
    String name = URI.create(host.contains("://") ? host : "https://" + host).getHost();
    // A text without a host is left to the client, whose error explains the expected form.
    if (name != null && !new TrustedDomains(domains).mayReceiveKey(name.toLowerCase(Locale.ROOT))) {
      throw refused("control plane '" + name + "' is refused: " + UNTRUSTED);
    }
  }

  public ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }
}
