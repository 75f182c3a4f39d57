package io.pinelink.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rate limit or quota is reached; the service did not act. */
public final class RateLimitedException extends ServiceException {
  private static final long serialVersionUID = 1;

  private final @Nullable Duration retryAfter;

  RateLimitedException(FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    super(
        call,
        refusal,
        cause,
        refusal.retryAfter() == null ? "" : "; retry after " + refusal.retryAfter());
    this.retryAfter = refusal.retryAfter();
  }

  /** How long the service asks to wait; empty if it does not say. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
