package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import org.jspecify.annotations.Nullable;

/**
 * A call that was refused because a rate limit is reached, such as a number of requests per second.
 * It was not executed, and may succeed later. A monthly quota is a {@link QuotaExhaustedException}.
 */
public final class RateLimitedException extends ServiceException {
  private static final long serialVersionUID = 1;

  RateLimitedException(FailedCall call, ErrorReply reply, @Nullable Throwable cause) {
    super(call, ErrorCode.RESOURCE_EXHAUSTED, reply, cause, "");
  }
}
