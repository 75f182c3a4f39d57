package io.pinelink.cli.output;

import java.util.Map;

/**
 * The streams of the process that are terminals. The {@code pinelink} script names the streams that
 * are terminals in the system property {@code pinelink.terminal}, such as {@code in,out,err};
 * without the script, the JVM's console decides for all three.
 *
 * @param in whether standard input is a terminal, so that the user can answer a question
 * @param out whether standard output is a terminal
 * @param err whether standard error is a terminal
 * @param colours whether colours are allowed: they are unless {@code NO_COLOR} is set or {@code
 *     TERM} is {@code dumb}
 * @param columns the width: as the script found it in {@code pinelink.columns}, or {@code COLUMNS}
 */
public record TerminalStreams(boolean in, boolean out, boolean err, boolean colours, int columns) {
  private static final int DEFAULT_COLUMNS = 80;
  private static final int MIN_COLUMNS = 40;

  /** Output that goes to files or other programs. */
  public static final TerminalStreams NONE =
      new TerminalStreams(false, false, false, false, DEFAULT_COLUMNS);

  /** Returns the terminal of this process. */
  public static TerminalStreams of(Map<String, String> environment) {
    String streams = System.getProperty("pinelink.terminal");
    boolean console = streams == null && isConsole();
    return new TerminalStreams(
        console || (streams != null && streams.contains("in")),
        console || (streams != null && streams.contains("out")),
        console || (streams != null && streams.contains("err")),
        allowsColours(environment),
        columns(System.getProperty("pinelink.columns", environment.getOrDefault("COLUMNS", ""))));
  }

  /** Returns whether there is a terminal. Java 22 to 24 have a console without one, too. */
  @SuppressWarnings("SystemConsoleNull") // see the versions below
  private static boolean isConsole() {
    int version = Runtime.version().feature();
    return System.console() != null && (version < 22 || version > 24);
  }

  private static boolean allowsColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  private static int columns(String text) {
    return text.matches("[0-9]{2,4}")
        ? Math.max(MIN_COLUMNS, Integer.parseInt(text))
        : DEFAULT_COLUMNS;
  }
}
