package io.pinelink.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The examples in the help of commands: a file has them below the name of each command. */
final class Examples {
  private static final String FILE = "examples.txt";

  private Examples() {}

  /** Has the help of a command, and of those below it, end with examples. */
  static void applyTo(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help -> String.format("%nExamples:%n%s", of(help.commandSpec())));
    command.getSubcommands().values().forEach(Examples::applyTo);
  }

  /** Returns the lines of the examples of a command; empty if it has none. */
  static String of(CommandSpec command) {
    return text()
        .lines()
        .dropWhile(line -> !line.equals(command.qualifiedName()))
        .skip(1)
        .takeWhile(line -> line.isEmpty() || line.startsWith(" "))
        .collect(Collectors.joining(System.lineSeparator()))
        .stripTrailing()
        .concat(System.lineSeparator());
  }

  private static String text() {
    try (InputStream file = Objects.requireNonNull(Examples.class.getResourceAsStream(FILE))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
