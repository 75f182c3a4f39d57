package io.pinelink.cli;

import io.pinelink.cli.connection.ClientArguments;
import io.pinelink.cli.connection.ClientConnection;
import java.lang.reflect.Member;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The options of a command in its help: its own, then the connection's. */
final class OptionLists {
  static final String CONNECTION = "Connection options";

  private OptionLists() {}

  /** Has the help of a command, and of those below it, show two lists. */
  static void applyTo(CommandLine command) {
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionLists::text);
    command.getSubcommands().values().forEach(OptionLists::applyTo);
  }

  private static String text(Help help) {
    List<OptionSpec> connection = of(help.commandSpec(), true);
    String own = help.optionListExcludingGroups(of(help.commandSpec(), false));
    return connection.isEmpty()
        ? own
        : own
            + String.format("%n" + CONNECTION + ":%n")
            + help.optionListExcludingGroups(connection);
  }

  /** Returns the visible options of a command: the connection's, or its own. */
  static List<OptionSpec> of(CommandSpec command, boolean ofConnection) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .filter(option -> isOfConnection(option) == ofConnection)
        .toList();
  }

  private static boolean isOfConnection(OptionSpec option) {
    return option.userObject() instanceof Member field
        && (field.getDeclaringClass() == ClientArguments.class
            || field.getDeclaringClass() == ClientConnection.class);
  }
}
