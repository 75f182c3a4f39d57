package io.pinelink.internal;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.spi.Operation;

/** Which failures are worth another try, and of which operations. */
final class RetryRule {
  private RetryRule() {}

  /** Whether the failure may pass by itself, whatever the service asks. */
  static boolean mayPass(PinelinkException failure) {
    return failure instanceof ServiceException refusal
        ? refusal.code().isRetryable()
        : failure.isRetryable();
  }

  /** Whether another try does no harm, whatever became of this one. */
  static boolean isSafe(Operation<?, ?> operation, PinelinkException failure) {
    return operation.idempotent() || hasSurelyNotActed(failure);
  }

  private static boolean hasSurelyNotActed(PinelinkException failure) {
    return failure instanceof RateLimitedException
        || (failure instanceof TransportException lost && lost.isUnsent());
  }

  static boolean isForbidden(PinelinkException failure) {
    return failure instanceof ServiceException refusal && refusal.isRetryForbidden();
  }
}
