package io.pinelink.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The pages about commands, from the model that their help is made of. */
final class CommandPages {
  /** Options that each command has. */
  private static final List<String> COMMON = List.of("--help", "--version");

  private static final Pattern CODE =
      Pattern.compile("(?<![\\w-])--[a-z][a-z-]*[a-z]|[a-z0-9]+://(?:[^\\s,;()]*[^\\s,;().])?");
  private static final Pattern SYNTAX = Pattern.compile("([\\\\<>*_\\[\\]|])");

  private CommandPages() {}

  /** Returns the pages by the names of their files: one for each command, and the overview. */
  static Map<String, String> of(CommandLine program) {
    Map<String, String> pages = new TreeMap<>();
    StringBuilder overview =
        new StringBuilder(
            """
            # All commands

            From the help of the commands, by `CommandPagesTest`. [The command line](../command-line.md) describes what
            they have in common.

            | command | |
            |---|---|
            """);
    for (CommandLine command : shown(program)) {
      add(command, pages, overview);
    }
    pages.put("README.md", overview.toString());
    return pages;
  }

  /** Returns the commands of a command that its help lists. */
  static List<CommandLine> shown(CommandLine command) {
    return command.getSubcommands().values().stream()
        .distinct()
        .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
        .toList();
  }

  private static void add(CommandLine command, Map<String, String> pages, StringBuilder overview) {
    CommandSpec spec = command.getCommandSpec();
    String file = file(spec);
    overview.append(
        "| [`%s`](%s) | %s |\n".formatted(spec.qualifiedName(), file, firstSentence(spec)));
    pages.put(file, page(command));
    shown(command).forEach(sub -> add(sub, pages, overview));
  }

  private static String file(CommandSpec spec) {
    return spec.qualifiedName("-").replaceFirst("^pinelink-", "") + ".md";
  }

  private static String firstSentence(CommandSpec spec) {
    return text(description(spec)).replaceFirst("(?<=[\\w)])\\. [A-Z].*", ".");
  }

  /** Returns the description in the help, as one paragraph of plain text. */
  static String description(CommandSpec spec) {
    return String.join(" ", spec.usageMessage().description())
        .replace("%n", " ")
        .replace("%%", "%");
  }

  private static String page(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    StringBuilder page = new StringBuilder();
    page.append("# ").append(spec.qualifiedName()).append("\n\n");
    for (String paragraph : spec.usageMessage().description()) {
      page.append(text(paragraph.replace("%n", "\n\n").replace("%%", "%"))).append("\n\n");
    }
    Help help = command.getHelp();
    page.append(block("text", help.synopsis(0)));
    appendSubcommands(page, command);
    appendRows(page, "Arguments", parameters(spec));
    appendRows(page, "Options", options(OptionLists.of(spec, false)));
    appendRows(page, OptionLists.CONNECTION, options(OptionLists.of(spec, true)));
    appendRows(page, "Exit codes", exitCodes(spec));
    appendExamples(page, spec);
    return page.toString().replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n");
  }

  private static void appendSubcommands(StringBuilder page, CommandLine command) {
    List<String> rows = new ArrayList<>();
    for (CommandLine sub : shown(command)) {
      CommandSpec spec = sub.getCommandSpec();
      rows.add("[`%s`](%s) | %s".formatted(spec.name(), file(spec), firstSentence(spec)));
    }
    appendRows(page, "Commands", rows);
  }

  private static List<String> parameters(CommandSpec spec) {
    List<String> rows = new ArrayList<>();
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (!parameter.hidden()) {
        rows.add("`" + parameter.paramLabel() + "` | " + description(parameter));
      }
    }
    return rows;
  }

  private static List<String> options(List<OptionSpec> options) {
    List<String> rows = new ArrayList<>();
    for (OptionSpec option : options) {
      if (!COMMON.contains(option.longestName())) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        rows.add("`" + String.join(", ", option.names()) + label + "` | " + description(option));
      }
    }
    rows.sort(String.CASE_INSENSITIVE_ORDER);
    return rows;
  }

  private static String description(ArgSpec argument) {
    return text(String.join(" ", argument.description()).replace("%n", " ").replace("%%", "%"));
  }

  private static List<String> exitCodes(CommandSpec spec) {
    List<String> rows = new ArrayList<>();
    spec.usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> rows.add(code + " | " + text(meaning.replace("%n", " "))));
    return rows;
  }

  private static void appendRows(StringBuilder page, String title, List<String> rows) {
    if (!rows.isEmpty()) {
      page.append("\n## ").append(title).append("\n\n| | |\n|---|---|\n");
      rows.forEach(row -> page.append("| ").append(row).append(" |\n"));
    }
  }

  private static void appendExamples(StringBuilder page, CommandSpec spec) {
    String examples = Examples.of(spec).replace(System.lineSeparator(), "\n");
    if (!examples.isBlank()) {
      page.append("\n## Examples\n\n")
          .append(block("shell", examples.stripTrailing().stripIndent() + "\n"));
    }
  }

  private static String block(String language, String text) {
    String lines = text.replace(System.lineSeparator(), "\n").stripTrailing();
    return "```" + language + "\n" + lines + "\n```\n";
  }

  /** Returns plain text as Markdown, with the names of options and URLs as code. */
  private static String text(String plain) {
    StringBuilder markdown = new StringBuilder();
    Matcher code = CODE.matcher(plain);
    int end = 0;
    while (code.find()) {
      markdown.append(escaped(plain.substring(end, code.start())));
      markdown.append('`').append(code.group()).append('`');
      end = code.end();
    }
    return markdown.append(escaped(plain.substring(end))).toString();
  }

  private static String escaped(String plain) {
    return SYNTAX.matcher(plain).replaceAll("\\\\$1");
  }
}
