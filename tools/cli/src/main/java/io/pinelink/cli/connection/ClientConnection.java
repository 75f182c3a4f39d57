package io.pinelink.cli.connection;

import io.pinelink.ControlPlane;
import io.pinelink.Pinelink;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.RoutePolicy;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that open a client: the API key, the route and the control plane. A command that
 * needs one index has {@link IndexConnection} instead, which contains them.
 */
public final class ClientConnection {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Mixin ClientArguments arguments = new ClientArguments();

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      showDefaultValue = Visibility.NEVER,
      arity = "0..1",
      interactive = true,
      description =
          "The API key; never shown. Without a value, prompts for it. Default: the environment"
              + " variable PINECONE_API_KEY, which other users of the machine cannot see.")
  @Nullable String apiKey;

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      description =
          "A domain of your own that index hosts end in. The API key is sent only to hosts under"
              + " pinecone.io, trusted domains and loopback.")
  List<String> domains = new ArrayList<>();

  @Option(
      names = "--host-book",
      paramLabel = "FILE",
      description =
          "A host book, in which indexes are looked up by name without the control plane.")
  @Nullable Path hostBook;

  /**
   * Opens a client. The command closes it.
   *
   * @throws ParameterException if an option is invalid, or there is no API key
   */
  public Pinelink open() {
    return open(List.of());
  }

  /** Opens a client, and closes it after an action on the control plane. */
  public void use(Consumer<ControlPlane> action) {
    try (Pinelink opened = open()) {
      action.accept(opened.controlPlane());
    }
  }

  /** Opens a client that dials the targets of {@code --connect-to} for hosts of the scopes. */
  public Pinelink open(List<ConnectRule.Dial> scopes) {
    return open(scopes, builder -> builder);
  }

  /**
   * Opens a client that dials the targets of {@code --connect-to} for hosts of the scopes.
   *
   * @param others sets what no option sets
   */
  public Pinelink open(List<ConnectRule.Dial> scopes, UnaryOperator<Pinelink.Builder> others) {
    return built(() -> others.apply(scoped(scopes)).build());
  }

  /**
   * Returns the settings of a client, for a command that opens several.
   *
   * @param indexes the names of indexes for whose private hosts {@code --connect-to} holds
   * @throws ParameterException if an option is invalid, or there is no API key
   */
  public Pinelink.Builder builder(List<String> indexes) {
    return built(() -> scoped(indexes.stream().map(ConnectRule::forIndex).toList()));
  }

  private Pinelink.Builder scoped(List<ConnectRule.Dial> scopes) {
    LibraryLogs.silence();
    checkControlPlane();
    Pinelink.Builder builder = arguments.builder().apiKey(apiKey());
    domains.forEach(builder::trustedDomain);
    if (hostBook != null) {
      builder.hostBook(book());
    }
    if (!arguments.targets.isEmpty()) {
      scopes.forEach(scope -> builder.connectRule(DialText.rule(scope, arguments.targets)));
    }
    return builder;
  }

  private <T> T built(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the API key.
   *
   * @throws ParameterException if there is none
   */
  public String apiKey() {
    if (apiKey == null || apiKey.isBlank()) {
      throw refused("there is no API key: set PINECONE_API_KEY or --api-key");
    }
    return apiKey.strip();
  }

  /** Returns the host book; empty without {@code --host-book}. */
  public HostBook book() {
    if (hostBook == null) {
      return HostBook.empty();
    }
    try {
      return HostBook.load(hostBook);
    } catch (UncheckedIOException e) {
      throw new FailedCommand(
          ExitCode.FILE_FAILED, "host book '" + hostBook + "' cannot be read", e.getCause());
    }
  }

  /** Returns whether {@code --connect-to} names what to dial. */
  public boolean hasTargets() {
    return !arguments.targets.isEmpty();
  }

  /** Returns the control plane as given. */
  public String controlPlane() {
    return arguments.controlPlane;
  }

  /** Returns the protocols of {@code --protocols}. */
  public Set<Protocol> protocols() {
    return Set.copyOf(arguments.protocols);
  }

  /** Returns the policy of {@code --route-policy}. */
  public RoutePolicyText routePolicy() {
    return arguments.routePolicy;
  }

  /** Returns the file of {@code --ca}; empty if it is not given. */
  public Optional<Path> authorities() {
    return Optional.ofNullable(arguments.authorities);
  }

  /**
   * Returns the scopes of all forms of a host that a route may be for.
   *
   * @throws IllegalArgumentException if the text is no host
   */
  public List<ConnectRule.Dial> scopes(String host) {
    return forms(host).map(ConnectRule::forHost).toList();
  }

  /** Returns all forms of a host that a route may be for. */
  Stream<String> forms(String text) {
    IndexHost parsed = new Router(RoutePolicy.asGiven(), List.of(), trusted()).parse(text);
    return parsed.isLocal()
        ? Stream.of(parsed.name())
        : Stream.of(parsed.publicHost().name(), parsed.privateHost().name());
  }

  /**
   * Returns a host as the client parses it.
   *
   * @throws ParameterException if the text is not a host, or if the API key is never sent to it
   */
  public IndexHost host(String text) {
    return built(() -> HostArgument.parsed(text, domains));
  }

  /** Returns whether {@code --host-book} is given. */
  public boolean hasBook() {
    return hostBook != null;
  }

  /** Returns the domains of {@code --trust-domain}. */
  public List<String> domains() {
    return List.copyOf(domains);
  }

  private TrustedDomains trusted() {
    return new TrustedDomains(domains);
  }

  private void checkControlPlane() {
    String host = arguments.controlPlane;
    String name = URI.create(host.contains("://") ? host : "https://" + host).getHost();
    if (name != null && !trusted().mayReceiveKey(name.toLowerCase(Locale.ROOT))) {
      throw FailedCommand.invalid(
          "control plane '"
              + name
              + "' is refused: it is not under pinecone.io or a trusted domain, so the API key is"
              + " never sent to it; if the domain is yours, trust it with --trust-domain DOMAIN");
    }
  }

  /** Returns an error of usage, with a hint at the help of the command. */
  public ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }
}
