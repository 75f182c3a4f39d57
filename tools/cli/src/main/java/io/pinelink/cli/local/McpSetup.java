package io.pinelink.cli.local;

import io.pinelink.Pinelink;
import io.pinelink.mcp.AccessPolicy;
import io.pinelink.mcp.AnswerLimits;
import io.pinelink.mcp.IndexDirectory;
import io.pinelink.mcp.NamePattern;
import io.pinelink.mcp.ToolServer;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.RoutePolicy;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ParameterException;

/** Turns the options of the command into a policy, a client and a server. */
final class McpSetup {
  private final McpCommand options;

  McpSetup(McpCommand options) {
    this.options = options;
  }

  /** Serves until standard input ends, and returns the exit code. */
  int run() {
    AccessPolicy policy = policy();
    Duration patience = Duration.ofSeconds(range("--timeout", options.timeout, 1, 600));
    try (Pinelink client =
        options.connection.open(scopes(), builder -> settings(builder.timeout(patience)))) {
      ToolServer server = new ToolServer(client, policy, directory(client, policy));
      log(server.greeting());
      serve(server, patience);
      log(server.summary());
      return 0;
    }
  }

  /**
   * Requires private routes unless the command line has another policy. No environment variable
   * changes that: it may be meant for other commands, whose user sees the route of each answer.
   */
  private Pinelink.Builder settings(Pinelink.Builder builder) {
    return options.command.commandLine().getParseResult().hasMatchedOption("--route-policy")
        ? builder
        : builder.routePolicy(RoutePolicy.privateRequired());
  }

  private AccessPolicy policy() {
    return new AccessPolicy(
        patterns("--allow-index", options.indexes),
        patterns("--allow-namespace", options.namespaces),
        options.writes,
        options.hostedInference,
        new AnswerLimits(
            range("--max-top-k", options.maxTopK, 1, 1_000),
            range("--max-answer-bytes", options.maxAnswerBytes, 4_096, 16 * 1_024 * 1_024),
            range("--max-field-chars", options.maxFieldChars, 16, 1_000_000)));
  }

  private IndexDirectory directory(Pinelink client, AccessPolicy policy) {
    if (options.hosts.isEmpty() && !options.connection.hasBook()) {
      return IndexDirectory.ofProject(client, policy);
    }
    try {
      return IndexDirectory.of(
          client, policy, options.hosts, options.connection.book(), options.connection.domains());
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the hosts that {@code --connect-to} is for: never the control plane's. */
  private List<ConnectRule.Dial> scopes() {
    if (!options.connection.hasTargets()) {
      return List.of();
    }
    try {
      Stream<String> booked =
          options.connection.book().entries().stream()
              .flatMap(
                  entry -> Stream.concat(Stream.of(entry.host()), entry.privateHost().stream()));
      List<ConnectRule.Dial> scopes =
          Stream.concat(
                  Stream.concat(options.hosts.stream(), booked)
                      .flatMap(this::forms)
                      .distinct()
                      .map(ConnectRule::forHost),
                  options.indexes.stream()
                      .filter(name -> !name.contains("*"))
                      .map(ConnectRule::forIndex))
              .toList();
      if (scopes.isEmpty()) {
        throw refused(
            "--connect-to needs the indexes that it is for: --host, --host-book, or --allow-index"
                + " with a whole name");
      }
      return scopes;
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /** Returns all forms of a host that a route may be for. */
  private Stream<String> forms(String text) {
    IndexHost host = IndexHost.parse(text, options.connection.domains());
    return host.isLocal()
        ? Stream.of(host.name())
        : Stream.of(host.publicHost().name(), host.privateHost().name());
  }

  private List<NamePattern> patterns(String option, List<String> texts) {
    try {
      return texts.stream().map(NamePattern::parse).toList();
    } catch (IllegalArgumentException e) {
      throw refused(option + ": " + e.getMessage());
    }
  }

  private int range(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw refused(option + " is " + value + ", expected " + min + " to " + max);
    }
    return value;
  }

  private ParameterException refused(String reason) {
    return new ParameterException(options.command.commandLine(), reason);
  }

  /** Serves on standard output, which nothing else may print to meanwhile. */
  private static void serve(ToolServer server, Duration patience) {
    PrintStream out = System.out;
    System.setOut(System.err);
    try {
      server.serve(System.in, out, patience);
    } finally {
      System.setOut(out);
    }
  }

  private void log(String line) {
    options.command.commandLine().getErr().println("pinelink mcp: " + line);
    options.command.commandLine().getErr().flush();
  }
}
