package io.pinelink.cli.output;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure that a command found itself, with its exit code. The message is what the user sees. */
public final class FailedCommand extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  /** Creates a failure without a cause. */
  public FailedCommand(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  /**
   * Creates a failure.
   *
   * @param message one line that names what failed and what to do
   */
  public FailedCommand(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message is null"), cause);
    this.exitCode = Objects.requireNonNull(exitCode, "exitCode is null");
  }

  /** Returns the failure of a command whose usage or input is invalid. */
  public static FailedCommand invalid(String message) {
    return new FailedCommand(ExitCode.INVALID, message);
  }

  /** Returns the exit code. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
