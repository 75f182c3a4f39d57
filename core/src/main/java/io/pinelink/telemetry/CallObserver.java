package io.pinelink.telemetry;

import io.pinelink.routing.Route;
import java.time.Duration;

/**
 * Observes one call. The methods are called in the order of the events. They run on the thread on
 * which the event occurs, which may be a network thread: they must not block. What they throw is
 * logged once for each listener and ignored.
 */
public interface CallObserver {
  /** Returns the observer that ignores all events. */
  static CallObserver none() {
    return IgnoredCall.INSTANCE;
  }

  /**
   * Makes the context of the call current on this thread, such as its span, until the scope is
   * closed on the same thread. It surrounds everything that the client runs on a thread in order to
   * send the call: the interceptors and the first attempt on the thread that starts the call, and
   * each later attempt on its own thread. Default: {@link CallScope#none()}.
   */
  default CallScope enter() {
    return CallScope.none();
  }

  /**
   * Called before an attempt is sent.
   *
   * @param number the number of the attempt, from 1; a resent attempt has a new number
   * @param kind the reason for the attempt
   * @param route where the attempt is sent; only {@link AttemptKind#MOVE} changes it
   */
  default void attemptStarted(int number, AttemptKind kind, Route route) {}

  /**
   * Called when an attempt failed, regardless of whether the call is retried.
   *
   * @param number the number of the attempt
   * @param failure the failure; usually a {@code PinelinkException}
   */
  default void attemptFailed(int number, Throwable failure) {}

  /**
   * Called after an attempt failed, if another one follows after a wait.
   *
   * @param wait the time until the next attempt
   */
  default void retrying(Duration wait) {}

  /**
   * Called when the last attempt failed transiently, but the call is not retried.
   *
   * @param why the reason, such as an exhausted retry budget
   */
  default void gaveUp(GiveUpReason why) {}

  /**
   * Called once, when the call ended: before the caller receives the result, or directly after the
   * caller cancelled the call.
   */
  default void ended(CallEnd end) {}

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
