package io.pinelink.cli;

import io.pinelink.internal.version.Version;
import io.pinelink.model.Protocol;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/**
 * The {@code pinelink} program. Every command exits with 0 on success, 1 if the check or the action
 * failed, and 2 on invalid usage, with the reason on standard error.
 */
@Command(
    name = "pinelink",
    description = "Pinecone over the private network: hosts, DNS, diagnosis, a local server.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ResolveCommand.class,
      DoctorCommand.class,
      DnsCommand.class,
      LocalCommand.class,
      HealthCommand.class,
      GenerateCompletion.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink resolve docs-a1b234c.svc.aped-4627-b74a.pinecone.io",
      "  pinelink doctor docs-a1b234c.svc.aped-4627-b74a.pinecone.io",
      "  pinelink local --port 5080",
      "  source <(pinelink generate-completion)",
    })
public final class Main {
  private Main() {}

  /** Runs a command and exits with its exit code. */
  public static void main(String... args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /**
   * @param environment the variables that commands read
   */
  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = new CommandLine(new Main());
    LocalEnvironment variables = new LocalEnvironment(environment);
    command(line, "local", LocalCommand.class).variables = variables;
    command(line, "health", HealthCommand.class).variables = variables;
    line.registerConverter(Protocol.class, new WordConverter<>(Protocol.class));
    line.registerConverter(RegionsText.class, new WordConverter<>(RegionsText.class));
    line.registerConverter(RoutePolicyText.class, new WordConverter<>(RoutePolicyText.class));
    line.setParameterExceptionHandler((e, args) -> refused(e));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    return line;
  }

  private static <T> T command(CommandLine line, String name, Class<T> type) {
    CommandLine command = Objects.requireNonNull(line.getSubcommands().get(name), name);
    return type.cast(command.getCommandSpec().userObject());
  }

  private static int refused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("pinelink: " + withoutKeys(String.valueOf(e.getMessage())));
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    return CommandLine.ExitCode.USAGE;
  }

  /** Masks API keys in a message, such as one that was pasted into the wrong place. */
  private static String withoutKeys(String message) {
    return message.replaceAll("(pcsk|pckey)_\\w+", "$1_…");
  }

  static int failed(Exception e, CommandLine command) {
    command.getErr().println("pinelink: " + reasons(e));
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Returns the messages of an exception and its causes, without mere wrappers. */
  private static String reasons(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        .filter(t -> !(t instanceof UncheckedIOException))
        .map(t -> t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage())
        .distinct()
        .collect(Collectors.joining(": "));
  }

  /** The output of {@code --version}. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "pinelink " + Version.current(),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.vendor")
      };
    }
  }
}
