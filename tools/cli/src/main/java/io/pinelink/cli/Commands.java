package io.pinelink.cli;

import io.pinelink.cli.backups.BackupCommand;
import io.pinelink.cli.data.DeleteCommand;
import io.pinelink.cli.data.FetchCommand;
import io.pinelink.cli.data.ListCommand;
import io.pinelink.cli.data.QueryCommand;
import io.pinelink.cli.data.SearchCommand;
import io.pinelink.cli.data.UpdateCommand;
import io.pinelink.cli.data.UpsertCommand;
import io.pinelink.cli.demo.DemoCommand;
import io.pinelink.cli.dns.DnsCommand;
import io.pinelink.cli.endpoint.EndpointCommand;
import io.pinelink.cli.indexes.IndexCommand;
import io.pinelink.cli.local.ConsoleCommand;
import io.pinelink.cli.local.HealthCommand;
import io.pinelink.cli.local.LocalCommand;
import io.pinelink.cli.local.McpCommand;
import io.pinelink.cli.namespaces.AliasCommand;
import io.pinelink.cli.namespaces.NamespaceCommand;
import io.pinelink.cli.network.DoctorCommand;
import io.pinelink.cli.network.ResolveCommand;
import io.pinelink.cli.transfer.CopyCommand;
import io.pinelink.cli.transfer.ExportCommand;
import io.pinelink.cli.transfer.ImportCommand;
import io.pinelink.cli.transfer.VerifyCommand;
import io.pinelink.cli.watch.WatchCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands, by what they are for. A new command is added here. */
final class Commands {
  private static final int INDENT = 2;
  private static final int TITLE = 34;
  private static final int COLUMNS = 80;

  private static final List<Group> GROUPS =
      List.of(
          new Group("A first look, without an account", DemoCommand.class),
          new Group(
              "Indexes and what they consist of",
              IndexCommand.class,
              NamespaceCommand.class,
              AliasCommand.class,
              BackupCommand.class),
          new Group(
              "The content of an index",
              UpsertCommand.class,
              QueryCommand.class,
              SearchCommand.class,
              FetchCommand.class,
              ListCommand.class,
              UpdateCommand.class,
              DeleteCommand.class),
          new Group(
              "Copies and files",
              CopyCommand.class,
              VerifyCommand.class,
              ExportCommand.class,
              ImportCommand.class),
          new Group(
              "The route to an index",
              ResolveCommand.class,
              EndpointCommand.class,
              DnsCommand.class,
              DoctorCommand.class,
              WatchCommand.class),
          new Group(
              "A server on this machine",
              LocalCommand.class,
              HealthCommand.class,
              McpCommand.class),
          new Group("A page in the browser", ConsoleCommand.class),
          new Group("Completion for bash and zsh", CompletionCommand.class));

  private Commands() {}

  /** Commands that are listed together in the help. */
  private record Group(String title, List<Class<?>> commands) {
    Group(String title, Class<?>... commands) {
      this(title, List.of(commands));
    }

    /** Returns one line, or two if it were too long. */
    String text() {
      String names = commands.stream().map(Commands::name).collect(Collectors.joining("  "));
      String line = title + " ".repeat(Math.max(INDENT, TITLE - title.length())) + names;
      return line.length() < COLUMNS
          ? line + "%n"
          : title + "%n" + " ".repeat(INDENT) + names + "%n";
    }
  }

  /**
   * Adds the commands that the arguments need: the one that they name, or all. The model of a
   * command takes time, so the start of a program that runs one command builds only that.
   */
  static void addTo(CommandLine line, String... args) {
    Optional<Class<?>> named =
        args.length == 0
            ? Optional.empty()
            : all().filter(type -> name(type).equals(args[0])).findFirst();
    if (named.isPresent() && named.get() != CompletionCommand.class) {
      line.addSubcommand(model(named.get()));
    } else if (args.length != 1 || !isHelpOrVersion(args[0])) {
      all().forEach(type -> line.addSubcommand(model(type)));
    }
  }

  /**
   * Returns the model of a command. Picocli only transforms the model of a command that is created
   * on its own.
   */
  private static CommandLine model(Class<?> type) {
    return new CommandLine(type);
  }

  private static boolean isHelpOrVersion(String argument) {
    return List.of("-h", "--help", "-V", "--version").contains(argument);
  }

  private static Stream<Class<?>> all() {
    return GROUPS.stream().flatMap(group -> group.commands().stream());
  }

  private static String name(Class<?> type) {
    return type.getAnnotation(Command.class).name();
  }

  /** Returns the list of commands in the help. */
  static String text() {
    return GROUPS.stream().map(Group::text).collect(Collectors.joining());
  }
}
