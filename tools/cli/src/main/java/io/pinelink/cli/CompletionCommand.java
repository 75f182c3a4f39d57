package io.pinelink.cli;

import io.pinelink.cli.output.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script of picocli that completes commands in bash, and in zsh by its bashcompinit. */
@Command(
    name = "generate-completion",
    description =
        "Prints a script for bash and zsh that completes commands, options and their values. Other"
            + " shells have no completion.")
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash or zsh; both have the same script. Default: ${DEFAULT-VALUE}.")
  String shell = "";

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new ParameterException(
          command.commandLine(),
          "there is no completion for '" + shell + "', only for " + String.join(" and ", SHELLS));
    }
    CommandSpec program = command.root();
    command
        .commandLine()
        .getOut()
        .print(AutoComplete.bash(program.name(), program.commandLine()) + "\n");
    return ExitCode.DONE.code();
  }
}
