package io.pinelink.cli.output;

import io.pinelink.error.PinelinkException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The one line on standard error that reports the failure of a command. */
public final class FailureLine {
  private FailureLine() {}

  /**
   * Prints the results so far and the line of a failure, and returns its exit code. If the results
   * cannot be written, that is the failure. There is no line if the reader of the results has
   * ended.
   */
  public static int print(Throwable thrown, CommandLine command) {
    Throwable failure = thrown;
    try {
      command.getOut().flush();
    } catch (FailedCommand lost) {
      failure = lost;
    }
    ExitCode code = ExitCode.of(failure);
    if (code != ExitCode.OUTPUT_CLOSED) {
      command
          .getErr()
          .println("pinelink: " + OptionNames.in(of(failure), command.getCommandSpec()));
      command.getErr().flush();
    }
    return code.code();
  }

  /** Returns what failed, in one line without API keys. */
  public static String of(Throwable thrown) {
    return ExitCode.of(thrown) == ExitCode.INTERRUPTED
        ? "interrupted"
        : withoutKeys(PlainText.line(reasons(thrown)));
  }

  /** Masks API keys in a message, such as one that was pasted into the wrong place. */
  public static String withoutKeys(String message) {
    return message.replaceAll("(pcsk|pckey)_\\w+", "$1_…");
  }

  /**
   * Returns the messages of an exception and its causes, without mere wrappers. The message of a
   * failed call already names its causes.
   */
  private static String reasons(Throwable thrown) {
    return upToTheCall(thrown)
        .filter(FailureLine::isReason)
        .map(FailureLine::reason)
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private static Stream<Throwable> upToTheCall(Throwable thrown) {
    Stream.Builder<Throwable> chain = Stream.builder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      chain.add(t);
      if (t instanceof PinelinkException) {
        break;
      }
    }
    return chain.build();
  }

  private static boolean isReason(Throwable t) {
    return t.getCause() == null
        || t instanceof PinelinkException
        || !(withoutCause(t).isEmpty()
            || t instanceof CompletionException
            || t instanceof ExecutionException);
  }

  /** Returns the message, shortened by the text of its cause at the end. */
  private static String withoutCause(Throwable t) {
    String message = String.valueOf(t.getMessage());
    Throwable inner = t.getCause();
    if (inner == null) {
      return message;
    }
    for (String cause : List.of(inner.toString(), String.valueOf(inner.getMessage()))) {
      if (message.equals(cause)) {
        return "";
      }
      if (message.endsWith(": " + cause)) {
        return message.substring(0, message.length() - cause.length() - 2);
      }
    }
    return message;
  }

  private static String reason(Throwable t) {
    if (t.getMessage() != null && t.getCause() != null && !(t instanceof PinelinkException)) {
      return withoutCause(t);
    }
    String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    if (t instanceof NoSuchFileException) {
      return "'" + message + "' does not exist";
    }
    if (t instanceof AccessDeniedException) {
      return "'" + message + "' is not accessible";
    }
    return t instanceof FileAlreadyExistsException ? "'" + message + "' already exists" : message;
  }
}
