package io.pinelink.mcp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A failure of a tool call that the tool found itself, as the agent sees it. */
final class ToolFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of failures, by the remedy that an agent has. */
  enum Kind {
    /** Correct the arguments. */
    INVALID_ARGUMENT,
    /** Nothing: the policy of the server does not allow it. */
    NOT_ALLOWED,
    /** Look for another name or id. */
    NOT_FOUND,
    /** Ask a person for another key. */
    UNAUTHENTICATED,
    /** Have the connection repaired. */
    NO_CONNECTION,
    /** Wait. */
    THROTTLED,
    /** Stop: nothing helps until the month ends or the plan is upgraded. */
    QUOTA_EXHAUSTED,
    /** Ask for less. */
    OUT_OF_TIME,
    /** Read the message. */
    FAILED;

    /** Returns the kind as answers have it, such as {@code not-found}. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final @Nullable String hint;

  /**
   * Creates a failure.
   *
   * @param message what failed, without a full stop
   * @param hint what to do; null if the message says it
   */
  ToolFailure(Kind kind, String message, @Nullable String hint) {
    super(message);
    this.kind = kind;
    this.hint = hint;
  }

  /** Returns a failure for an argument that cannot be used. */
  static ToolFailure invalid(String message) {
    return new ToolFailure(Kind.INVALID_ARGUMENT, message, null);
  }

  Kind kind() {
    return kind;
  }

  @Nullable String hint() {
    return hint;
  }
}
