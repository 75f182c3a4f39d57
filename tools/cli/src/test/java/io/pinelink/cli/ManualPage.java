package io.pinelink.cli;

import io.pinelink.cli.output.ExitCode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of the Debian package, from the model that the help is made of. */
final class ManualPage {
  /** An option of more commands is described once, in a section of its own. */
  private static final int OWN = 3;

  private static final String END =
      """
      .SH ENVIRONMENT
      .TP
      .B PINECONE_API_KEY
      The API key.
      .TP
      .BI PINELINK_ OPTION
      The default of each other option of the connection, such as
      .B PINELINK_ROUTE_POLICY
      for
      .BR \\-\\-route\\-policy .
      .TP
      .BR PORT ", " PINECONE_HOST
      The port and the host of
      .BR "pinelink local" ,
      as Pinecone Local reads them.
      .TP
      .B NO_COLOR
      Prints no colours.
      .TP
      .B JAVA_HOME
      The Java runtime, 17 or newer. Default: java in PATH.
      .TP
      .B PINELINK_OPTS
      Options of the JVM, such as \\-Xmx4g.
      .SH FILES
      .TP
      .I /etc/default/pinelink
      Options of the service, which
      .B systemctl enable \\-\\-now pinelink
      starts.
      .TP
      .I /usr/share/pinelink/pinelink.jar
      The program.
      .SH SEE ALSO
      https://github.com/pinelink/pinelink
      """;

  private ManualPage() {}

  /** Returns the page as the source of roff. */
  static String of(CommandLine program) {
    List<CommandLine> commands = new ArrayList<>();
    addRunnable(program, commands);
    Set<String> shared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    commands.stream()
        .flatMap(command -> optionsOf(command).stream())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .forEach((option, uses) -> shared.addAll(uses > OWN ? List.of(option) : List.of()));
    StringBuilder page = new StringBuilder(".TH PINELINK 1\n.SH NAME\n");
    String description = text(CommandPages.description(program.getCommandSpec()));
    page.append("pinelink \\- ").append(description).append('\n');
    page.append(".SH SYNOPSIS\n.B pinelink\n.I COMMAND\n.RI [ OPTION ]...\n");
    page.append(".SH COMMANDS\n.B \\-\\-help\nafter a command prints examples too.\n");
    commands.forEach(command -> append(page, command, shared));
    page.append(".SH OPTIONS OF SEVERAL COMMANDS\n");
    shared.forEach(page::append);
    page.append(".SH EXIT STATUS\n");
    for (ExitCode code : ExitCode.values()) {
      page.append(row(String.valueOf(code.code()), code.meaning()));
    }
    return page.append(END).toString();
  }

  /** Adds the commands that do something, which a group of commands does not. */
  private static void addRunnable(CommandLine command, List<CommandLine> commands) {
    for (CommandLine sub : CommandPages.shown(command)) {
      Object type = sub.getCommandSpec().userObject();
      if (type instanceof Method || type instanceof Runnable || type instanceof Callable) {
        commands.add(sub);
      }
      addRunnable(sub, commands);
    }
  }

  private static void append(StringBuilder page, CommandLine command, Set<String> shared) {
    CommandSpec spec = command.getCommandSpec();
    page.append(".SS ").append(text(spec.qualifiedName())).append('\n');
    page.append(".nf\n").append(lines(command.getHelp().synopsis(0))).append(".fi\n");
    for (String paragraph : spec.usageMessage().description()) {
      if (!paragraph.isBlank()) {
        page.append(".PP\n").append(lines(plain(paragraph)));
      }
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (!parameter.hidden()) {
        page.append(row(parameter.paramLabel(), plain(parameter.description())));
      }
    }
    optionsOf(command).stream().filter(option -> !shared.contains(option)).forEach(page::append);
  }

  private static List<String> optionsOf(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(ManualPage::row)
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .toList();
  }

  private static String row(OptionSpec option) {
    String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return row(String.join(", ", option.names()) + label, plain(option.description()));
  }

  private static String row(String name, String description) {
    return ".TP\n.B " + text(name) + "\n" + lines(description);
  }

  private static String plain(String... help) {
    return String.join(" ", help).replace("%n", " ").replace("%%", "%");
  }

  /** Returns text in which no character and no line is a command of roff. */
  private static String lines(String plain) {
    return plain
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> text(line.stripTrailing()) + "\n")
        .collect(Collectors.joining());
  }

  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
