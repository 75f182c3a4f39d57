package io.pinelink.cli.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The question before something is destroyed, and the option that answers it. */
public final class Confirmation {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask before it changes or deletes something.")
  boolean yes;

  private TerminalStreams terminal = TerminalStreams.NONE;

  /** Sets where the question and the answer go. Main does this for every command. */
  public void terminal(TerminalStreams newTerminal) {
    this.terminal = newTerminal;
  }

  /**
   * Asks the user on standard error, and returns once they agree.
   *
   * @param action what happens, such as {@code delete index 'docs' with 10,000 vectors}
   * @throws FailedCommand if they do not agree, or the input is not a terminal
   */
  public void require(String action) {
    if (!yes) {
      ask(action, "--yes");
    }
  }

  /**
   * Asks the user, even with {@code --yes}, and returns once they agree.
   *
   * @param action what happens
   * @param option allows it without the question
   * @throws FailedCommand if they do not agree, or the input is not a terminal
   */
  public void requireDespiteYes(String action, String option) {
    ask(action, option);
  }

  private void ask(String action, String option) {
    if (!terminal.in() || !terminal.err()) {
      throw FailedCommand.invalid(
          "this would " + action + "; it cannot ask without a terminal: add " + option);
    }
    PrintWriter err = command.commandLine().getErr();
    err.print("This will " + PlainText.line(action) + ". Continue? [y/N] ");
    err.flush();
    String answer = answer();
    if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
      throw new FailedCommand(ExitCode.FAILED, "nothing was changed");
    }
  }

  private static String answer() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
