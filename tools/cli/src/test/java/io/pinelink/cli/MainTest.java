package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.output.TerminalStreams;
import io.pinelink.internal.version.Version;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  @Test
  void theVersionMatchesTheBuild() {
    Run version = Run.of("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("pinelink " + Version.current() + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve", "doctor", "dns", "endpoint", "local"})
  void theHelpOfEachCommandHasExamples(String command) {
    Run help = Run.of(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: pinelink " + command, "Examples:\n  ");
    assertThat(help.out().substring(help.out().indexOf("Examples:")))
        .contains("pinelink " + command + " ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpLinesFitATerminal(String command) {
    assertThat(Run.of(command, "--help").out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void theHelpFitsOneScreenAndNamesEachCommand() {
    Run help = Run.of("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out().lines().count()).isLessThanOrEqualTo(24);
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    assertThat(List.of(help.out().split("\\s+"))).containsAll(commands().toList());
  }

  @Test
  void theProgramThatRunsOneCommandBuildsOnlyItsModel() {
    assertThat(Main.commandLine(Map.of(), TerminalStreams.NONE, "index", "list").getSubcommands())
        .containsOnlyKeys("index");
    assertThat(Main.commandLine(Map.of(), TerminalStreams.NONE, "--help").getSubcommands())
        .isEmpty();
    assertThat(Main.commandLine(Map.of(), TerminalStreams.NONE, "no-command").getSubcommands())
        .containsOnlyKeys(commands().toArray(String[]::new));
  }

  @Test
  void theCompletionCoversEveryCommandAndOption() {
    String script = Run.of("generate-completion").out();

    assertCompletes(script, Main.commandLine(Map.of()));
  }

  private static void assertCompletes(String script, CommandLine command) {
    for (CommandLine sub : command.getSubcommands().values()) {
      assertThat(script).contains(" " + sub.getCommandName());
      sub.getCommandSpec().options().stream()
          .filter(option -> !option.hidden())
          .flatMap(option -> Stream.of(option.names()))
          .forEach(
              name ->
                  assertThat(script)
                      .as(sub.getCommandName())
                      .containsPattern("['\" ]" + name + "['\" ]"));
      assertCompletes(script, sub);
    }
  }

  static Stream<String> commands() {
    return Main.commandLine(Map.of()).getSubcommands().keySet().stream();
  }

  @Test
  void theHelpShowsTheOptionsOfTheCommandBeforeTheConnectionsOptions() {
    for (String command : List.of("upsert", "copy", "mcp", "index create")) {
      String help = Run.of((command + " --help").split(" ")).out();
      int connection = help.indexOf("\nConnection options:\n");

      assertThat(connection).as(command).isPositive();
      assertThat(help.substring(0, connection)).doesNotContain("  --control-plane=HOST  ");
      assertThat(help.substring(connection))
          .contains("--api-key", "--route-policy", "--proxy", "\nExamples:\n")
          .doesNotContain("  --json ", "  --help ", "  --index-name=");
    }
    assertThat(Run.of("resolve", "--help").out()).doesNotContain("Connection options");
  }

  @Test
  void aCommandWithoutItsCommandListsThem() {
    Run program = Run.of();
    Run group = Run.of("index");

    assertThat(List.of(program.exitCode(), group.exitCode())).containsOnly(2);
    assertThat(program.out() + group.out()).isEmpty();
    assertThat(program.err()).isEqualTo(Run.of("--help").out());
    assertThat(group.err())
        .isEqualTo(Run.of("index", "--help").out())
        .contains("configure", "  pinelink index list\n")
        .doesNotContain("pinelink upsert");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "idnex | there is no command 'pinelink idnex' (did you mean index?); see pinelink --help",
        "index lst | there is no command 'pinelink index lst' (did you mean list?); see pinelink"
            + " index --help",
        "resolve --yaml a.b | unknown option '--yaml'; see pinelink resolve --help",
        "list --bogus 1 | unknown option '--bogus'; see pinelink list --help",
        "list --index-nmae=docs -x | unknown option '--index-nmae' (did you mean --index-name?),"
            + " unknown option '-x'; see pinelink list --help",
        "copy --namespace en | unknown option '--namespace' (did you mean --from-namespace or"
            + " --to-namespace?); see pinelink copy --help",
        "index list docs | unexpected argument 'docs'; see pinelink index list --help",
        "generate-completion fish | there is no completion for 'fish', only for bash and zsh; see"
            + " pinelink generate-completion --help",
        "generate-completion bash x | unexpected argument 'x'; see pinelink generate-completion"
            + " --help",
        "endpoint a.b | Missing required option: '--format=FORMAT'; see pinelink endpoint --help",
      })
  void invalidUsageIsOneLine(String arguments, String reason) {
    Run run = Run.of(arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("pinelink: " + reason + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcsk", "pckey"})
  void aKeyInTheWrongPlaceIsNotShown(String prefix) {
    Run run = Run.of("resolve", "docs-a1.svc.aped-1.pinecone.io", prefix + "_secret_Secret9");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(prefix + "_…").doesNotContain("ecret");
  }

  @Test
  void theCompletionKnowsAllCommandsAndPolicies() {
    Run script = Run.of("generate-completion");

    assertThat(script.exitCode()).isZero();
    assertThat(script.out())
        .startsWith("#!/usr/bin/env bash\n")
        .contains("endpoint dns doctor watch local", "\"private-required\"", "complete -F");
  }

  @Test
  void aFailureIsReportedByItsReasonsWithoutAStackTrace() {
    Run run = Run.of("local", "--tls-dir", "/dev/null/none", "--port", "0");

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("pinelink: ").contains("/dev/null").doesNotContain("\tat ");
  }
}
