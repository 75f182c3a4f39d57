package io.pinelink.cli.network;

import io.pinelink.cli.connection.HostArgument;
import io.pinelink.cli.output.JsonOutput;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.PrivateLinkCatalog;
import io.pinelink.routing.PrivateLinkCatalog.Entry;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints both forms of a host and its environment. Uses no network. */
@Command(
    name = "resolve",
    description =
        "Shows the public and the private form of an index's host and what is documented about its"
            + " environment. Uses no network.")
public final class ResolveCommand implements Runnable {
  @Mixin HostArgument host = new HostArgument();

  @Option(names = "--json", description = "Prints JSON; unknown values are null.")
  boolean json;

  @Override
  public void run() {
    Map<String, @Nullable Object> facts = facts(host.parsed());
    PrintWriter out = host.command.commandLine().getOut();
    if (json) {
      out.println(JsonOutput.indented(facts));
    } else {
      facts.forEach((name, value) -> out.printf("%-12s %s%n", name, shown(value)));
    }
  }

  private static Map<String, @Nullable Object> facts(IndexHost host) {
    Optional<Entry> row = host.environment().flatMap(PrivateLinkCatalog::find);
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("publicHost", host.publicHost().authority());
    facts.put("privateHost", privateForm(host));
    facts.put("environment", host.environment().orElse(null));
    facts.put("domain", host.domain().orElse(null));
    facts.put("cloud", row.map(entry -> entry.cloud().value()).orElse(null));
    facts.put("region", row.map(Entry::region).orElse(null));
    facts.put("privateZone", host.privateZone().orElse(null));
    facts.put("serviceName", row.map(Entry::serviceName).orElse(null));
    facts.put("local", isLoopback(host));
    return facts;
  }

  /**
   * Returns whether the host is loopback. A name under a trusted domain may have no private form
   * either, but is not local.
   */
  private static boolean isLoopback(IndexHost host) {
    return host.name().equals("localhost") || host.name().endsWith(".localhost");
  }

  private static @Nullable String privateForm(IndexHost host) {
    try {
      return host.privateHost().authority();
    } catch (IllegalStateException e) {
      return null;
    }
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return value == null ? "-" : value.toString();
  }
}
