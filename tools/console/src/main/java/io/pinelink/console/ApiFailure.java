package io.pinelink.console;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ServiceException;

/** A failed request to the console, with the HTTP status that reports it. */
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  ApiFailure(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** Returns the report of a failure, without API keys. */
  static ApiFailure of(RuntimeException thrown) {
    return thrown instanceof ApiFailure failure
        ? failure
        : new ApiFailure(statusOf(thrown), text(thrown));
  }

  private static int statusOf(RuntimeException thrown) {
    if (thrown instanceof ServiceException refused) {
      return switch (refused.code()) {
        case INVALID_ARGUMENT, UNPROCESSABLE_ENTITY, OUT_OF_RANGE -> 400;
        case UNAUTHENTICATED, PERMISSION_DENIED, PAYMENT_REQUIRED -> 403;
        case NOT_FOUND -> 404;
        case RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED -> 504;
        default -> 502;
      };
    }
    if (thrown instanceof DeadlineExceededException) {
      return 504;
    }
    return thrown instanceof IllegalArgumentException ? 400 : 502;
  }

  /** Returns what failed, without keys that were pasted into the wrong place. */
  static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null
        ? thrown.getClass().getSimpleName()
        : message.replaceAll("(pcsk|pckey)_\\w+", "$1_…");
  }

  int status() {
    return status;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
