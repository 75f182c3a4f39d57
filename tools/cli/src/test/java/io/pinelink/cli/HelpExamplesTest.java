package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pinelink.cli.output.TerminalStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tests the examples in the help of each command. */
class HelpExamplesTest {
  @Test
  void eachCommandHasTwoExamplesOfItsOwn() {
    for (CommandLine command : commands()) {
      String name = command.getCommandSpec().qualifiedName();
      List<HelpExample> examples = HelpExample.of(command);

      assertThat(examples)
          .as("examples in the help of '%s'\n%s", name, HelpExample.RULES)
          .filteredOn(example -> example.line().contains(name))
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @TestFactory
  Stream<DynamicTest> examplesHaveValidOptions() {
    return commands().stream()
        .flatMap(command -> HelpExample.of(command).stream())
        .map(example -> dynamicTest(example.toString(), () -> checkOptions(example)));
  }

  private static void checkOptions(HelpExample example) {
    List<List<String>> all;
    try {
      all = example.arguments();
    } catch (IllegalArgumentException e) {
      throw new AssertionError(e.getMessage() + "\n" + HelpExample.RULES, e);
    }
    assertThat(all).as(HelpExample.RULES).isNotEmpty();
    if (example.exitCode() == CommandLine.ExitCode.USAGE) {
      return;
    }
    for (List<String> arguments : all) {
      try {
        String[] args = arguments.toArray(String[]::new);
        ParseResult parsed = Main.commandLine(Map.of(), TerminalStreams.NONE, args).parseArgs(args);
        assertThat(parsed.subcommands()).isNotEmpty();
      } catch (ParameterException e) {
        throw new AssertionError(example + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  @Tag("slow")
  void examplesRunAsTheyAre(@TempDir Path folder) throws Exception {
    List<String> failed = new ArrayList<>();
    try (ExampleServer server = new ExampleServer(folder)) {
      for (CommandLine command : commands()) {
        List<HelpExample> examples = HelpExample.of(command);
        if (!examples.isEmpty()) {
          server.reset();
        }
        for (HelpExample example : examples) {
          Run run = server.run(example);
          if (run.exitCode() != example.exitCode()) {
            failed.add(example + "\n  exit code " + run.exitCode() + ": " + run.err() + run.out());
          }
        }
      }
    }

    assertThat(String.join("\n", failed)).as(HelpExample.RULES).isEmpty();
  }

  /** Returns the program and all commands below it that are shown in the help. */
  private static List<CommandLine> commands() {
    List<CommandLine> commands = new ArrayList<>();
    add(Main.commandLine(Map.of()), commands);
    return commands;
  }

  private static void add(CommandLine command, List<CommandLine> commands) {
    if (!command.getCommandSpec().usageMessage().hidden()) {
      commands.add(command);
      command.getSubcommands().values().stream().distinct().forEach(sub -> add(sub, commands));
    }
  }
}
