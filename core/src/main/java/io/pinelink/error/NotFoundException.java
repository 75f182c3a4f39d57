package io.pinelink.error;

import org.jspecify.annotations.Nullable;

/** The index, namespace or other resource does not exist. */
public final class NotFoundException extends ServiceException {
  private static final long serialVersionUID = 1;

  NotFoundException(FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    super(call, refusal, cause, "");
  }
}
