package io.pinelink.internal.retry;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.spi.Operation;

/** The rules for which failures of which operations are retried. */
final class RetryRule {
  private RetryRule() {}

  /** Returns whether the failure may be transient, regardless of what the service requests. */
  static boolean isTransient(PinelinkException failure) {
    return failure.isRetryable()
        || (failure instanceof ServiceException refusal && refusal.code().isRetryable());
  }

  /** Returns whether another attempt is safe, regardless of the effect of the failed one. */
  static boolean isSafe(Operation<?, ?> operation, PinelinkException failure) {
    return isRepeatable(operation) || hasSurelyNotActed(failure);
  }

  /** Returns whether the operation is retried even if an attempt may have been executed. */
  static boolean isRepeatable(Operation<?, ?> operation) {
    return operation.idempotent() || EarlierAttempt.isRevealedByRetry(operation);
  }

  /** Returns whether the service cannot have executed the attempt. */
  static boolean hasSurelyNotActed(PinelinkException failure) {
    return failure instanceof RateLimitedException
        || failure instanceof QuotaExhaustedException
        || (failure instanceof ServiceException refusal
            && refusal.code() == ErrorCode.INVALID_ARGUMENT)
        || (failure instanceof TransportException lost && lost.isUnsent());
  }

  /**
   * Returns whether the next attempt is likely to take as long as this one. If packets are dropped,
   * each connect lasts until its timeout; a connect that the deadline ends would be less
   * informative than this failure.
   */
  static boolean takesItsTime(PinelinkException failure) {
    return failure instanceof TransportException lost
        && switch (lost.networkCause()) {
          case DNS_TIMEOUT, CONNECT_TIMEOUT, PROXY_UNREACHABLE, HANDSHAKE_TIMEOUT -> true;
          default -> false;
        };
  }

  /**
   * Returns whether an established connection ended before the service processed the call: nothing
   * was sent, or the server reported that it did not and will not process the call. This excludes a
   * connection that could not be established, since an immediate retry would not help, and one that
   * ended after a part of the call was sent, since the service may have executed it.
   */
  static boolean isConnectionGone(Throwable failure) {
    return failure instanceof TransportException lost
        && lost.isUnsent()
        && lost.networkCause() == NetworkCause.CONNECTION_LOST;
  }

  static boolean isForbidden(PinelinkException failure) {
    return failure instanceof ServiceException refusal && refusal.isRetryForbidden();
  }
}
