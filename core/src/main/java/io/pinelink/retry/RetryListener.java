package io.pinelink.retry;

import io.pinelink.error.PinelinkException;
import java.time.Duration;

/**
 * Receives events about transient failures. Methods are called on the thread on which the event
 * occurs, which may be a network thread: they must not block. Exceptions they throw are logged and
 * ignored.
 */
public interface RetryListener {
  /**
   * Called when an attempt failed and the call is retried.
   *
   * @param failure the failure of the attempt; it contains the operation, the route and the number
   *     of attempts
   * @param wait how long the call waits before the next attempt
   */
  default void retrying(PinelinkException failure, Duration wait) {}

  /**
   * Called when an attempt failed transiently, but the call is not retried and fails.
   *
   * @param failure the exception that the caller receives
   * @param why the reason for which the call was not retried
   */
  default void gaveUp(PinelinkException failure, GiveUpReason why) {}

  /** The reason for which a call is not retried. */
  enum GiveUpReason {
    /** The call used all attempts that the options allow. */
    NO_ATTEMPTS_LEFT,
    /** The operation is not idempotent, and the service may have executed it. */
    NOT_SAFE,
    /** The service asked not to retry the call. */
    FORBIDDEN_BY_SERVICE,
    /** The retry budget of the host is exhausted: too many calls to it fail. */
    NO_BUDGET,
    /** The call's timeout has passed, or would pass before the next attempt. */
    NO_TIME
  }
}
