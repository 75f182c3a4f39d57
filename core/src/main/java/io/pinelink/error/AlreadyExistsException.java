package io.pinelink.error;

import org.jspecify.annotations.Nullable;

/** A call that failed because the name is already taken. */
public final class AlreadyExistsException extends ServiceException {
  private static final long serialVersionUID = 1;

  AlreadyExistsException(FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    super(call, refusal, cause, "");
  }
}
