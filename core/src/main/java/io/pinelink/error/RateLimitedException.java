package io.pinelink.error;

import org.jspecify.annotations.Nullable;

/** A rate limit or quota is reached; the service did not act. */
public final class RateLimitedException extends ServiceException {
  private static final long serialVersionUID = 1;

  RateLimitedException(FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    super(call, refusal, cause, "");
  }
}
