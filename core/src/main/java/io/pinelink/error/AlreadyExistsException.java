package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import org.jspecify.annotations.Nullable;

/** A call that failed because the name is already taken. */
public final class AlreadyExistsException extends ServiceException {
  private static final long serialVersionUID = 1;

  AlreadyExistsException(FailedCall call, ErrorReply reply, @Nullable Throwable cause) {
    super(call, ErrorCode.ALREADY_EXISTS, reply, cause, "");
  }
}
