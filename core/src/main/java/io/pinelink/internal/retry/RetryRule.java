package io.pinelink.internal.retry;

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

  /**
   * Whether a connection that had worked ended before the service can have looked at the call:
   * nothing of it had left, or the server said that it has not looked at it and will not. A
   * connection that could not be made is another matter, since trying again at once would not help;
   * so is one that ended after some of the call had left, for the service may have acted.
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
