package io.pinelink.cli;

import io.pinelink.cli.connection.EnvironmentDefaults;
import io.pinelink.cli.connection.RoutePolicyText;
import io.pinelink.cli.dns.CloudName;
import io.pinelink.cli.dns.DnsFormat;
import io.pinelink.cli.endpoint.EndpointFormat;
import io.pinelink.cli.indexes.EnabledText;
import io.pinelink.cli.local.HealthCommand;
import io.pinelink.cli.local.LimitsText;
import io.pinelink.cli.local.LocalCommand;
import io.pinelink.cli.local.LocalEnvironment;
import io.pinelink.cli.local.RegionsText;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.FailureLine;
import io.pinelink.cli.output.InterruptibleInput;
import io.pinelink.cli.output.Interruption;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.StandardOutput;
import io.pinelink.cli.output.TerminalStreams;
import io.pinelink.cli.output.WordConverter;
import io.pinelink.internal.version.Version;
import io.pinelink.model.Protocol;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * The {@code pinelink} program. Every command exits with an {@link ExitCode}, with the reason of a
 * failure on standard error.
 */
@Command(
    name = "pinelink",
    description = "Pinecone over the private network: indexes, data, routes, a server for tests.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /** Runs a command and exits with its exit code. */
  public static void main(String... args) {
    Map<String, String> environment = System.getenv();
    CommandLine line = commandLine(environment, TerminalStreams.of(environment), args);
    line.setOut(StandardOutput.install());
    IExecutionStrategy strategy = line.getExecutionStrategy();
    int code;
    try (Interruption interruption = new Interruption()) {
      line.setExecutionStrategy(
          parsed -> {
            if (!(last(parsed).commandSpec().userObject() instanceof Interruption.Handled)) {
              System.setIn(new InterruptibleInput());
              interruption.begin();
            }
            return strategy.execute(parsed);
          });
      code = line.execute(args);
    }
    System.exit(code);
  }

  /**
   * Returns the program for output that goes to no terminal.
   *
   * @param environment the variables that commands read
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    return commandLine(environment, TerminalStreams.NONE);
  }

  /**
   * Returns the program.
   *
   * @param environment the variables that commands read
   * @param terminal what the output goes to
   * @param args the arguments, if it will run only with them; without any it has all commands
   */
  public static CommandLine commandLine(
      Map<String, String> environment, TerminalStreams terminal, String... args) {
    CommandLine line = new CommandLine(new Main());
    Commands.addTo(line, args);
    // A value @FILE names a file with JSON; picocli would replace it by the words in the file.
    line.setExpandAtFiles(false);
    line.getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            help -> String.format("pinelink COMMAND [OPTIONS]%n"));
    line.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> String.format(Commands.text()));
    OptionLists.applyTo(line);
    Examples.applyTo(line);
    line.setDefaultValueProvider(new EnvironmentDefaults(environment));
    line.registerConverter(CloudName.class, new WordConverter<>(CloudName.class));
    line.registerConverter(DnsFormat.class, new WordConverter<>(DnsFormat.class));
    line.registerConverter(EnabledText.class, new WordConverter<>(EnabledText.class));
    line.registerConverter(EndpointFormat.class, new WordConverter<>(EndpointFormat.class));
    line.registerConverter(LimitsText.class, new WordConverter<>(LimitsText.class));
    line.registerConverter(Protocol.class, new WordConverter<>(Protocol.class));
    line.registerConverter(RegionsText.class, new WordConverter<>(RegionsText.class));
    line.registerConverter(RoutePolicyText.class, new WordConverter<>(RoutePolicyText.class));
    line.setParameterExceptionHandler(
        (e, given) -> {
          UsageFailure.print(e);
          return ExitCode.INVALID.code();
        });
    line.setExecutionExceptionHandler((e, command, parsed) -> FailureLine.print(e, command));
    line.setExecutionStrategy(
        parsed -> {
          CommandSpec command = last(parsed).commandSpec();
          prepare(command, new LocalEnvironment(environment), terminal);
          try {
            int code = new RunLast().execute(parsed);
            command.commandLine().getOut().flush();
            return code;
          } catch (FailedCommand lost) {
            return FailureLine.print(lost, command.commandLine());
          }
        });
    return line;
  }

  private static ParseResult last(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last;
  }

  /** Gives the command that was named what its options do not contain. */
  private static void prepare(
      CommandSpec spec, LocalEnvironment variables, TerminalStreams terminal) {
    Object command = spec.userObject();
    if (command instanceof LocalCommand local) {
      local.variables = variables;
    } else if (command instanceof HealthCommand health) {
      health.variables = variables;
    }
    prepare(spec, terminal);
  }

  private static void prepare(CommandSpec spec, TerminalStreams terminal) {
    for (CommandSpec mixin : spec.mixins().values()) {
      if (mixin.userObject() instanceof OutputOptions output) {
        output.terminal(terminal);
      } else if (mixin.userObject() instanceof Confirmation question) {
        question.terminal(terminal);
      }
      prepare(mixin, terminal);
    }
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
