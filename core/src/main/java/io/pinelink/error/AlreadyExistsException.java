package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that failed because the name is already taken. */
public final class AlreadyExistsException extends ServiceException {
  private static final long serialVersionUID = 1;

  AlreadyExistsException(
      FailedCall call,
      String message,
      @Nullable String requestId,
      @Nullable Duration retryAfter,
      boolean retryForbidden,
      @Nullable Throwable cause) {
    super(
        call, ErrorCode.ALREADY_EXISTS, message, requestId, retryAfter, retryForbidden, cause, "");
  }
}
