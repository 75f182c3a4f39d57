package io.pinelink.error;

import org.jspecify.annotations.Nullable;

/** A call that was refused because a rate limit or quota is reached. It was not executed. */
public final class RateLimitedException extends ServiceException {
  private static final long serialVersionUID = 1;

  RateLimitedException(FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    super(call, refusal, cause, "");
  }
}
