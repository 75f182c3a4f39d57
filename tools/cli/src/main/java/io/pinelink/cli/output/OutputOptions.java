package io.pinelink.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of what a command prints, and the ways to print it. Results go to standard output;
 * notes, questions and progress go to standard error.
 */
public final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-j", "--json"},
      description = "Prints JSON instead of text for people.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Prints no progress and no notes.")
  boolean quiet;

  private TerminalStreams terminal = TerminalStreams.NONE;

  /** Sets what the output goes to. Main does this for every command. */
  public void terminal(TerminalStreams newTerminal) {
    this.terminal = newTerminal;
  }

  /** Returns whether the user wants JSON. */
  public boolean isJson() {
    return json;
  }

  /** Returns standard output. */
  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Returns standard error. */
  public PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Returns whether results on standard output may have colours. */
  public boolean hasColours() {
    return terminal.out() && terminal.colours() && !json;
  }

  /** Returns the width of the terminal in columns. */
  public int columns() {
    return terminal.columns();
  }

  /** Prints an object as indented JSON with {@code --json}, otherwise the table. */
  public void print(Map<String, ? extends @Nullable Object> object, Table table) {
    if (json) {
      print(object);
    } else {
      print(table);
    }
  }

  /**
   * Prints the lines of a table that were not printed before. A terminal gets as much of each as
   * fits its width.
   */
  public void print(Table table) {
    out().print(table.text(hasColours(), terminal.out() ? terminal.columns() : Integer.MAX_VALUE));
    out().flush();
  }

  /** Prints an object as indented JSON, regardless of {@code --json}. */
  public void print(Map<String, ? extends @Nullable Object> object) {
    out().print(JsonOutput.indented(object) + "\n");
    out().flush();
  }

  /** Prints the facts of one thing: with {@code --json} as JSON, otherwise one fact a line. */
  public void printFacts(Map<String, ? extends @Nullable Object> facts) {
    if (json) {
      print(facts);
      return;
    }
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    facts.forEach((name, value) -> printFact(name, value, width));
    out().flush();
  }

  private void printFact(String name, @Nullable Object value, int width) {
    if (value != null
        && !(value instanceof List<?> list && list.isEmpty())
        && !(value instanceof Map<?, ?> map && map.isEmpty())) {
      String padded = name + " ".repeat(width - name.length() + 2);
      out().print(padded + PlainText.line(text(value)) + "\n");
    }
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(member -> member.getKey() + ": " + member.getValue())
          .collect(Collectors.joining(", "));
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : value.toString();
  }

  /** Prints a note on standard error unless the user wants none. */
  public void note(String text) {
    if (!quiet) {
      err().println(Colour.FAINT.paint(PlainText.line(text), terminal.err() && terminal.colours()));
      err().flush();
    }
  }

  /**
   * Starts to show the progress of an operation on standard error: a bar on a terminal, lines in a
   * log, nothing with {@code --quiet}.
   *
   * @param title what is done, such as {@code upsert docs}
   * @param unit what is counted, such as {@code vectors}
   * @param total how many there are; empty if unknown
   */
  public ProgressDisplay progress(String title, String unit, OptionalLong total) {
    return new ProgressDisplay(
        err(), quiet ? null : terminal, title, unit, total, System::nanoTime);
  }
}
