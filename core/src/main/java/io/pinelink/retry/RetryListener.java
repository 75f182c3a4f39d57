package io.pinelink.retry;

import io.pinelink.error.PinelinkException;
import java.time.Duration;

/**
 * Is told of tries that failed in a way that may pass. Methods are called on whatever thread it
 * happens on, network threads among them: they must not block. What they throw is logged and
 * forgotten.
 */
public interface RetryListener {
  /**
   * A try failed, and the call is made again.
   *
   * @param failure of the try; it tells operation, route, and how many tries were made
   * @param wait how long the call waits before the next one
   */
  default void retrying(PinelinkException failure, Duration wait) {}

  /**
   * A try failed in a way that may pass, and the call fails for all that.
   *
   * @param failure what the caller gets
   * @param why why it was not tried again
   */
  default void gaveUp(PinelinkException failure, GiveUpReason why) {}

  /** Why a call is not tried again. */
  enum GiveUpReason {
    /** It has had all the tries that the options allow. */
    NO_ATTEMPTS_LEFT,
    /** The service may have acted, and doing it twice is not the same as once. */
    NOT_SAFE,
    /** The service asked not to be called again. */
    FORBIDDEN_BY_SERVICE,
    /** Too many calls to the host fail. */
    NO_BUDGET,
    /** The call's timeout does not cover the wait, or is over. */
    NO_TIME
  }
}
