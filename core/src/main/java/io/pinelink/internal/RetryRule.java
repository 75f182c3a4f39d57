package io.pinelink.internal;

import io.pinelink.error.NetworkCause;
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

  /**
   * Whether the next try may well take as long as this one did. Where packets are dropped, each
   * connect takes all the time that it is given; one that the deadline cuts off would end the call
   * with less to tell than this failure has.
   */
  static boolean takesItsTime(PinelinkException failure) {
    return failure instanceof TransportException lost
        && lost.networkCause() == NetworkCause.CONNECT_TIMEOUT;
  }

  static boolean isForbidden(PinelinkException failure) {
    return failure instanceof ServiceException refusal && refusal.isRetryForbidden();
  }
}
