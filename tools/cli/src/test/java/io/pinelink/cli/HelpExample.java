package io.pinelink.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * One example in the help of a command.
 *
 * @param command the command whose help has it, such as {@code pinelink index list}
 * @param line the example as a shell reads it, without its comments
 * @param exitCode what it is to exit with: 0, or as a comment says, "exit code 4"
 */
record HelpExample(String command, String line, int exitCode) {
  private static final String HEADING =
      System.lineSeparator() + "Examples:" + System.lineSeparator();
  private static final Pattern EXIT_CODE = Pattern.compile("exit code (\\d+)");

  /** How to write examples, for messages of failed tests. */
  static final String RULES =
      """
      How to write the examples of a command's help: in tools/cli/src/main/resources/io/pinelink/cli/examples.txt,
      below the name of the command, lines like
        # what this does, where it needs words
        pinelink query --index-name docs --id a
        pinelink fetch missing --index-name docs   # exit code 4
        cat vectors.jsonl | pinelink upsert - \\
          --index-name docs > report.txt
      At least two of them are of the command itself, and a line has at most 80 characters. They run
      against an embedded server with the indexes of tools/cli/src/test/help-examples/server (docs,
      docs-copy, articles, notes), in a directory with a copy of tools/cli/src/test/help-examples/files; add
      what an example needs there. PINECONE_API_KEY and PINELINK_CONTROL_PLANE are set. The host of
      docs is docs-a1b234c.svc.aped-4627-b74a.pinecone.io, and the id of its backup
      670e8400-e29b-41d4-a716-446655440000: ExampleServer replaces such words, and stops commands that
      it knows to be endless after their first line. A shell's variables and substitutions are not
      available; other programs only before or after a "|".
      Run them: mvn test -pl tools/cli -Dtest=HelpExamplesTest -Pthorough
      """;

  /** Returns the examples in a command's help as it is printed, in order. */
  static List<HelpExample> of(CommandLine command) {
    String help = command.getUsageMessage(Ansi.OFF);
    int start = help.indexOf(HEADING);
    return start < 0
        ? List.of()
        : of(command.getCommandSpec().qualifiedName(), help.substring(start + HEADING.length()));
  }

  /** Returns the examples in a text. A backslash at the end of a line continues it. */
  static List<HelpExample> of(String command, String text) {
    String footer = text.replaceAll("\\\\\\R *", "");
    List<HelpExample> examples = new ArrayList<>();
    String comment = "";
    for (String each : footer.lines().map(String::strip).toList()) {
      int at = commentOf(each);
      comment += each.substring(at).toLowerCase(Locale.ROOT);
      String line = each.substring(0, at).strip();
      if (!line.isEmpty()) {
        Matcher code = EXIT_CODE.matcher(comment);
        examples.add(
            new HelpExample(command, line, code.find() ? Integer.parseInt(code.group(1)) : 0));
        comment = "";
      }
    }
    return examples;
  }

  /** Returns where the comment of a line starts; the length of the line if it has none. */
  private static int commentOf(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '#' && (i == 0 || line.charAt(i - 1) == ' ')) {
        return i;
      }
    }
    return line.length();
  }

  /** Returns the parts of the pipeline. */
  List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String word : ShellWords.of(line)) {
      if (word.equals("|")) {
        stages.add(Stage.of(words));
        words.clear();
      } else {
        words.add(word);
      }
    }
    stages.add(Stage.of(words));
    return stages;
  }

  /** Returns the arguments of each run of {@code pinelink} in this example. */
  List<List<String>> arguments() {
    return stages().stream().filter(Stage::isPinelink).map(Stage::arguments).toList();
  }

  @Override
  public String toString() {
    return command + ": " + line;
  }
}
