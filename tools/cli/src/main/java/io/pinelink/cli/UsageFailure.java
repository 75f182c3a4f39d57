package io.pinelink.cli;

import io.pinelink.cli.output.FailureLine;
import io.pinelink.cli.output.OptionNames;
import io.pinelink.cli.output.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The message about arguments that a command does not take. */
final class UsageFailure {
  private UsageFailure() {}

  /** Prints one line; a command that only has other commands lists them. */
  static void print(ParameterException e) {
    CommandLine command = e.getCommandLine();
    boolean isGroup =
        !(command.getCommandSpec().userObject() instanceof Callable)
            && !command.getSubcommands().isEmpty();
    if (isGroup && !(e instanceof UnmatchedArgumentException)) {
      command.usage(command.getErr());
      return;
    }
    String reason =
        e instanceof UnmatchedArgumentException unmatched
            ? reason(command, unmatched.getUnmatched())
            : OptionNames.in(String.valueOf(e.getMessage()), command.getCommandSpec())
                .replaceFirst("is not an? (?:int|long)$", "is not a whole number");
    command
        .getErr()
        .println(
            "pinelink: %s; see %s --help"
                .formatted(
                    FailureLine.withoutKeys(PlainText.line(reason)),
                    command.getCommandSpec().qualifiedName()));
  }

  private static String reason(CommandLine command, List<String> unmatched) {
    List<String> options =
        unmatched.stream()
            .filter(word -> word.matches("--?[A-Za-z].*"))
            .map(word -> word.split("=", 2)[0])
            .distinct()
            .toList();
    if (!options.isEmpty()) {
      return options.stream()
          .map(name -> "unknown option '" + name + "'" + suggestion(optionsLike(command, name)))
          .collect(Collectors.joining(", "));
    }
    String word = unmatched.get(0);
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "unexpected argument '" + word + "'"
        : "there is no command '%s %s'%s"
            .formatted(
                command.getCommandSpec().qualifiedName(),
                word,
                suggestion(nearest(word, commands)));
  }

  /** An option of a command with two sides has a prefix, such as --from-namespace. */
  private static List<String> optionsLike(CommandLine command, String name) {
    Collection<String> names =
        command.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .flatMap(option -> Arrays.stream(option.names()))
            .filter(each -> each.startsWith("--"))
            .toList();
    List<String> prefixed =
        names.stream().filter(each -> each.endsWith(name.replaceFirst("^--", "-"))).toList();
    return prefixed.isEmpty() || !name.startsWith("--") ? nearest(name, names) : prefixed;
  }

  private static String suggestion(List<String> likely) {
    return likely.isEmpty() ? "" : " (did you mean " + String.join(" or ", likely) + "?)";
  }

  /** Returns the names that differ least, if that is in no more than a third of the characters. */
  private static List<String> nearest(String word, Collection<String> names) {
    int least = Math.max(1, word.length() / 3);
    List<String> nearest = new ArrayList<>();
    for (String name : names) {
      int distance = distance(word, name);
      if (distance < least) {
        nearest.clear();
      }
      if (distance <= least) {
        least = distance;
        nearest.add(name);
      }
    }
    return nearest;
  }

  /** The number of characters to insert, delete, replace or swap with the next one. */
  private static int distance(String one, String other) {
    int[][] rows = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        int replaced = rows[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        rows[i][j] = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[one.length()][other.length()];
  }
}
