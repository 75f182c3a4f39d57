package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.connection.EnvironmentDefaults;
import io.pinelink.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Tests that docs/command-line.md describes the program as it is. */
class CommandLineGuideTest {
  private static final Pattern VARIABLE =
      Pattern.compile("\\| `(--[a-z-]+)` \\| `(PIN[A-Z]+_[A-Z_]+)` \\|");
  private static final Pattern COMMAND = Pattern.compile("^pinelink (.*)$", Pattern.MULTILINE);

  private static String guide() throws IOException {
    return Files.readString(Path.of("../../docs/command-line.md"));
  }

  @Test
  void theExitCodesAreDocumented() throws IOException {
    List<String> rows =
        guide().lines().filter(line -> line.matches("\\| [0-9]+ \\| .* \\|")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Stream.of(ExitCode.values())
                .map(code -> "| " + code.code() + " | " + code.meaning() + " |")
                .toList());
  }

  @Test
  void theVariablesAreRead() throws IOException {
    CommandSpec command =
        Main.commandLine(Map.of())
            .parseArgs("index", "stats", "-n", "docs")
            .subcommand()
            .subcommand()
            .commandSpec();
    List<MatchResult> rows = VARIABLE.matcher(guide()).results().toList();

    assertThat(rows).hasSizeGreaterThan(5);
    for (MatchResult row : rows) {
      OptionSpec option = command.findOption(row.group(1));
      assertThat(option).as(row.group(1)).isNotNull();
      assertThat(new EnvironmentDefaults(Map.of(row.group(2), "value")).defaultValue(option))
          .as(row.group(2))
          .isEqualTo("value");
    }
  }

  @Test
  void theExamplesHaveValidOptions() throws IOException {
    List<String> examples =
        COMMAND.matcher(guide()).results().map(example -> example.group(1)).toList();

    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(Main.commandLine(Map.of()).parseArgs(example.split(" ")).subcommands())
          .as(example)
          .isNotEmpty();
    }
  }

  @Test
  void theListOfGuidesLinksToIt() throws IOException {
    assertThat(Files.readString(Path.of("../../docs/README.md"))).contains("(command-line.md)");
  }
}
